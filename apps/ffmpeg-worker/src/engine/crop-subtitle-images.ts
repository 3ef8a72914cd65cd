import type { CropSubtitleImagesInput, CropSubtitleImagesOutput } from '@switchyard/contracts';
import { probeMedia, requireVideo, sampleRate, shortfallOf, subtitleFrames, writePng } from '@switchyard/media';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Work } from './work';

/** The subtitle area of a video: one picture each time its text changed, and a manifest of the times. */
export const cropSubtitleImages: Work<CropSubtitleImagesInput, CropSubtitleImagesOutput> = async (job, work) => {
  const { subtitle_area: area, fps, video_path } = job.input;
  const info = await probeMedia(video_path, work.signal);
  const { width, height, fps: shown } = requireVideo(info);
  const rate = sampleRate(shown, fps);
  const directory = path.join(job.outputDir, 'cropped_images');
  await mkdir(directory, { recursive: true });
  const frames: { file: string; start: number; end: number }[] = [];
  let examined = 0;
  const onProgress = (fraction: number, count: number) => {
    examined = count;
    work.progress(fraction, `${count} pictures looked at`);
  };
  for await (const frame of subtitleFrames({ info, area, fps, signal: work.signal, onProgress })) {
    const file = `subtitle_${String(frames.length + 1).padStart(6, '0')}.png`;
    await writePng(path.join(directory, file), frame.rgb, frame.width, frame.height);
    frames.push({ file, start: frame.start, end: frame.end });
  }
  const manifest = path.join(job.outputDir, 'manifest.json');
  await writeFile(manifest, JSON.stringify({ area, picture: { width, height }, fps: rate, frames }));
  const output = {
    cropped_images_path: directory,
    manifest_path: manifest,
    cropped_images_files_count: frames.length,
    frames_examined: examined,
    degraded: shortfallOf(info),
  };
  return { output, mediaSeconds: info.format.duration };
};
