import type { ProbeInput, ProbeOutput } from '@switchyard/contracts';
import {
  contentOf,
  probeMedia,
  requireVideo,
  shortfallOf,
  thumbnailStrip,
  type MediaInfo,
  type ProbedStream,
} from '@switchyard/media';
import { InputRejectedError } from '@switchyard/contracts';
import path from 'node:path';
import type { Work } from './work';

/** Says what a media file holds; with a thumbnail strip on request. */
export const probe: Work<ProbeInput, ProbeOutput> = async ({ input, outputDir, tempDir }, { signal, progress }) => {
  const info = await probeMedia(input.video_path, signal);
  const { format, streams } = info;
  if (!streams.some(({ type }) => type === 'video' || type === 'audio')) {
    throw new InputRejectedError(`${path.basename(info.path)} is neither video nor audio: it holds ${contentOf(info)}`);
  }
  const video = streams.find(({ type, cover }) => type === 'video' && !cover);
  const output = {
    format,
    streams: streams.map(({ index, type, codec, language, duration, width, height, fps, sample_rate, channels }) => ({
      ...{ index, type, codec, language, duration, width, height, fps, sample_rate, channels },
    })),
    fps: video?.fps ?? null,
    frames: video ? framesOf(video, info) : null,
    width: video?.width ?? null,
    height: video?.height ?? null,
    degraded: shortfallOf(info),
  };
  const mediaSeconds = format.duration;
  if (input.thumbnail_count === 0) return { output, mediaSeconds };
  requireVideo(info);
  const strip = path.join(outputDir, 'thumbnails.jpg');
  await thumbnailStrip({ info, count: input.thumbnail_count, output: strip, tempDir, signal, onProgress: progress });
  return { output: { ...output, thumbnail_strip_path: strip }, mediaSeconds };
};

function framesOf({ frames, fps, duration }: ProbedStream, { format }: MediaInfo): number | null {
  const seconds = duration ?? format.duration;
  return frames ?? (fps && seconds ? Math.round(fps * seconds) : null);
}
