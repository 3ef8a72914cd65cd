import type { ExtractKeyframesInput, ExtractKeyframesOutput } from '@switchyard/contracts';
import { keyframes, probeMedia, requireVideo, shortfallOf } from '@switchyard/media';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Work } from './work';

/** Pictures of a video, spread evenly or at scene changes, and a manifest of their times. */
export const extractKeyframes: Work<ExtractKeyframesInput, ExtractKeyframesOutput> = async (job, work) => {
  const { input, outputDir } = job;
  const { signal, progress } = work;
  const info = await probeMedia(input.video_path, signal);
  const { width, height } = requireVideo(info);
  const directory = path.join(outputDir, 'keyframes');
  await mkdir(directory, { recursive: true });
  const frames = await keyframes({
    info,
    count: input.keyframe_sample_count,
    selection: input.selection,
    format: input.image_format,
    directory,
    signal,
    onProgress: progress,
  });
  const manifest = path.join(directory, 'manifest.json');
  await writeFile(manifest, JSON.stringify({ width, height, frames }));
  const output = {
    keyframe_dir: directory,
    keyframe_files_count: frames.length,
    manifest_path: manifest,
    degraded: shortfallOf(info),
  };
  return { output, mediaSeconds: info.format.duration };
};
