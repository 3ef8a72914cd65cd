import type { BurnSubtitlesInput, BurnSubtitlesOutput } from '@switchyard/contracts';
import {
  cpuSecondsFor,
  decoderThreads,
  encodingIn,
  fileUrl,
  guardedInput,
  inFirstSize,
  probeMedia,
  requireLength,
  requireVideo,
  runFfmpeg,
  shortfallOf,
  type VideoStream,
} from '@switchyard/media';
import path from 'node:path';
import { keptAudio } from './kept-audio';
import { subtitleScript, type SubtitleScript } from './subtitle-script';
import type { Work } from './work';

/** Draws subtitles into the picture of a video; the audio stays as it was. */
export const burnSubtitles: Work<BurnSubtitlesInput, BurnSubtitlesOutput> = async (job, { signal, progress }) => {
  const { input, outputDir, tempDir } = job;
  const info = await probeMedia(input.video_path, signal);
  const video = requireVideo(info);
  const seconds = requireLength(info);
  const script = await subtitleScript(input.subtitle_path, tempDir, { fontSize: input.font_size, signal });
  const output = path.join(outputDir, 'video.mp4');
  const picture = [
    '-c:v',
    'libx264',
    '-crf',
    String(input.crf),
    '-preset',
    'medium',
    '-pix_fmt',
    'yuv420p',
    ...encodingIn(video),
    // Where the picture begins late, nothing stands before it.
    '-vsync',
    'vfr',
  ];
  const audio = await keptAudio(info, signal);
  const streams = ['-map', `0:${video.index}`, '-map', '0:a?', ...audio.args];
  const from = guardedInput(input.video_path, [...decoderThreads(video), ...lastingFilters(video)]);
  // FLAC in MP4 is an experiment to older ffmpegs.
  const to = ['-strict', 'experimental', '-map_metadata:g', '-1', '-movflags', '+faststart', fileUrl(output)];
  // The filter opens its file by a plain name in the working directory: nothing of the user's path needs escaping.
  await runFfmpeg([...from, ...streams, '-vf', drawing(script, video), ...picture, ...to], {
    signal,
    cwd: tempDir,
    limits: { cpuSeconds: cpuSecondsFor(info) },
    durationSeconds: seconds,
    onProgress: progress,
  });
  const made = requireLength(await probeMedia(output, signal));
  return {
    output: {
      video_path: output,
      video_duration: made,
      degraded: [...shortfallOf(info), ...script.degraded, ...audio.degraded],
    },
    mediaSeconds: seconds,
  };
};

/**
 * Where a picture stands for long, subtitles come and go meanwhile: it is repeated, and each repetition is drawn on. The filter
 * `ass` reads ASS and nothing else; `subtitles` would look for a demuxer that likes the text. x264 needs an even size in 4:2:0.
 */
const drawing = ({ file }: SubtitleScript, video: VideoStream): string =>
  `${inFirstSize(video)},fps=source_fps,ass=${file},crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0`;

/** Filters made anew in the middle would lose the picture that `fps` holds, but those that turn pictures take one size only. */
const lastingFilters = ({ turned }: VideoStream): string[] => (turned ? [] : ['-reinit_filter', '0']);
