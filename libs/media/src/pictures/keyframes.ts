import type { MediaInfo } from '../probe/media-info';
import { requireLength, requireVideo } from '../probe/require';
import { beginOf, extractAt, extractEvenly, type TimedPicture } from './extract-at';
import { sceneChanges } from './scene-changes';

export interface KeyframesOptions {
  info: MediaInfo;
  count: number;
  selection: 'even' | 'scene';
  format: 'jpeg' | 'png';
  /** Existing directory; the pictures are `frame_000001.jpg` and so on. */
  directory: string;
  filter?: string;
  signal: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/** One seek costs about as much as decoding this much video in one pass (README.md has the measurement). */
const SECONDS_PER_SEEK = 6;

/** Pictures of a video: spread evenly, or where the scene changes most (then there may be fewer than asked for). */
export async function keyframes(options: KeyframesOptions): Promise<TimedPicture[]> {
  const video = requireVideo(options.info);
  const seconds = video.duration && video.duration > 0 ? video.duration : requireLength(options.info);
  const { onProgress, ...rest } = options;
  if (options.selection === 'scene') {
    const tell = (from: number, share: number) => (fraction: number) => onProgress?.(from + share * fraction);
    const times = await sceneChanges({ ...rest, video, seconds, onProgress: tell(0, 0.7) });
    return extractAt(times, { ...rest, video, onProgress: tell(0.7, 0.3) });
  }
  const frames = video.frames ?? (video.fps ? Math.floor(seconds * video.fps) : options.count);
  const count = Math.max(1, Math.min(options.count, frames));
  if (seconds / count < SECONDS_PER_SEEK) return extractEvenly(count, seconds, { ...rest, video, onProgress });
  const begin = beginOf({ video, info: options.info });
  const times = Array.from({ length: count }, (_, at) => begin + ((at + 0.5) * seconds) / count);
  return extractAt(times, { ...rest, video, onProgress });
}
