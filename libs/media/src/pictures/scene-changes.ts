import { createInterface } from 'node:readline';
import { guardedInput } from '../ffmpeg/input-guard';
import { progressOf } from '../ffmpeg/progress';
import { checkFfmpeg, startFfmpeg } from '../ffmpeg/run-ffmpeg';
import { keptTimeLine } from '../ffmpeg/time-line';
import type { MediaInfo, VideoStream } from '../probe/media-info';
import { beginOf } from './extract-at';

/** A frame and how much it differs from the one before, 0 to 1. */
export interface SceneScore {
  time: number;
  score: number;
}

export interface SceneOptions {
  info: MediaInfo;
  video: VideoStream;
  seconds: number;
  count: number;
  signal: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/** Below this the same scene goes on; cuts are mostly above 0.3. */
const LEAST_SCORE = 0.1;

/** Times of the frames where the scene changes most, in order; the first frame is one of them. */
export async function sceneChanges(options: SceneOptions): Promise<number[]> {
  const { info, video, signal } = options;
  // Small pictures tell a cut as well as large ones.
  const filters = `scale=320:-2:flags=area,select='gte(scene,${LEAST_SCORE})+not(mod(n,25))',metadata=print:file=-:direct=1`;
  const tool = startFfmpeg(
    [
      ...guardedInput(info.path),
      '-map',
      `0:${video.index}`,
      '-vf',
      filters,
      '-f',
      'null',
      '-',
      ...keptTimeLine(info, video.index),
    ],
    signal,
  );
  const told = progressOf(options.seconds, options.onProgress);
  const scores: SceneScore[] = [];
  let time = 0;
  for await (const line of createInterface({ input: tool.stdout })) {
    const found = /pts_time:(-?[\d.]+)|lavfi\.scene_score=([\d.]+)/.exec(line);
    if (found?.[1]) told((time = Number(found[1])));
    else if (found?.[2] && Number(found[2]) >= LEAST_SCORE) scores.push({ time, score: Number(found[2]) });
  }
  await checkFfmpeg(tool);
  return strongest(scores, options.count, beginOf(options));
}

/** The first frame and the `count - 1` strongest changes that are at least half a second apart, in order of time. */
export function strongest(scores: readonly SceneScore[], count: number, begin = 0): number[] {
  const taken = new Map<number, number>([[Math.floor(begin / 0.5), begin]]);
  for (const { time } of [...scores].sort((a, b) => b.score - a.score)) {
    if (taken.size >= count) break;
    const slot = Math.floor(time / 0.5);
    const near = [slot - 1, slot, slot + 1].map((at) => taken.get(at));
    if (near.every((other) => other === undefined || Math.abs(other - time) >= 0.5)) taken.set(slot, time);
  }
  return [...taken.values()].sort((a, b) => a - b);
}
