import type { ExtractAudioInput, ExtractAudioOutput } from '@switchyard/contracts';
import {
  fileUrl,
  guardedInput,
  probeMedia,
  requireAudio,
  requireLength,
  runFfmpeg,
  shortfallOf,
} from '@switchyard/media';
import path from 'node:path';
import { audioEncoding } from './audio-encoding';
import { timeRange } from './time-range';
import type { Work } from './work';

/** Keeps time: silence where the audio begins later than the picture or has gaps, so that cues fit the video. */
const IN_TIME = 'aresample=async=1:first_pts=0';
/** EBU R128 (ITU-R BS.1770), with peaks below -1.5 dBTP. */
const LOUDNESS = 'loudnorm=I=-16:TP=-1.5:LRA=11';

/** The audio of a video as a file of its own. */
export const extractAudio: Work<ExtractAudioInput, ExtractAudioOutput> = async ({ input, outputDir }, work) => {
  const { signal, progress } = work;
  const info = await probeMedia(input.video_path, signal);
  const audio = requireAudio(info, input.track);
  const { start, seconds } = timeRange(requireLength(info), input.start, input.end);
  const encoding = audioEncoding(input, seconds);
  const output = path.join(outputDir, `audio.${input.audio_format}`);
  const filters = [IN_TIME, ...(input.normalize_loudness ? [LOUDNESS] : [])].join(',');
  const from = guardedInput(input.video_path, ['-ss', String(start)]);
  const to = ['-t', String(seconds), '-map_metadata', '-1', fileUrl(output)];
  await runFfmpeg([...from, '-map', `0:${audio.index}`, '-af', filters, ...encoding, ...to], {
    signal,
    durationSeconds: seconds,
    onProgress: progress,
  });
  const made = requireLength(await probeMedia(output, signal));
  return { output: { audio_path: output, audio_duration: made, degraded: shortfallOf(info) }, mediaSeconds: seconds };
};
