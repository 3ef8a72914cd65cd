import { InputRejectedError, type ExtractAudioInput, type ExtractAudioOutput } from '@switchyard/contracts';
import {
  audioSource,
  channelMix,
  cpuSecondsFor,
  fileUrl,
  IN_TIME,
  PIPED,
  probeMedia,
  requireAudio,
  requireLength,
  requireRoom,
  runFfmpeg,
  shortfallOf,
  type MediaInfo,
} from '@switchyard/media';
import path from 'node:path';
import { audioEncoding } from './audio-encoding';
import { requireOrder, requireWithin, type TimeRange } from './time-range';
import type { Work } from './work';

/** EBU R128 (ITU-R BS.1770), with peaks below -1.5 dBTP. */
const LOUDNESS = 'loudnorm=I=-16:TP=-1.5:LRA=11';
/** Containers with an index, in which a seek is exact. */
const INDEXED = /\b(mp4|matroska)\b/;
/** As WAV has them; the other formats take less. */
const BYTES_PER_SAMPLE = 2;
/** Seconds that are decoded before a part: a decoder needs some to be right. */
const LEAD = 1;

/** The audio of a video as a file of its own. */
export const extractAudio: Work<ExtractAudioInput, ExtractAudioOutput> = async ({ input, outputDir }, work) => {
  const { signal, progress } = work;
  requireOrder(input);
  const info = await probeMedia(input.video_path, signal);
  const audio = requireAudio(info, input.track);
  const { sample_rate: rate, channels } = input;
  const encoding = audioEncoding(input.audio_format, rate, channels);
  requireRoom(info, expectedSeconds(info, input) * rate * channels * BYTES_PER_SAMPLE);
  // Channels without places cannot be mixed in any other way.
  const mixes = channels === 1 || !audio.placed;
  const mix = mixes ? await channelMix(info, audio, signal) : { degraded: [] };
  const seek = INDEXED.test(info.format.name) ? Math.max(0, (input.start ?? 0) - LEAD) : 0;
  const output = path.join(outputDir, `audio.${input.audio_format}`);
  const filters = [...IN_TIME, ...partOf(input, seek), ...(input.normalize_loudness ? [LOUDNESS] : [])];
  const to = [...encoding, '-map_metadata', '-1', fileUrl(output)];
  const { seconds } = await runFfmpeg([...PIPED, '-af', filters.join(), ...to], {
    ...{ signal, onProgress: progress, durationSeconds: expectedSeconds(info, input) },
    limits: { cpuSeconds: cpuSecondsFor(info) },
    from: audioSource(info, audio, { rate, channels, mix: mix.filter }, seek),
  });
  const end = seconds > 0 ? (input.start ?? 0) + seconds : 0;
  requireWithin(input, Math.max(end, requireLength(info)));
  if (seconds === 0)
    throw new InputRejectedError(`the audio of ${path.basename(info.path)} holds nothing in that time`);
  const made = requireLength(await probeMedia(output, signal));
  const degraded = [...shortfallOf(info), ...mix.degraded];
  return { output: { audio_path: output, audio_duration: made, degraded }, mediaSeconds: made };
};

function partOf({ start = 0, end }: TimeRange, seek: number): string[] {
  if (start === 0 && end === undefined) return [];
  const until = end === undefined ? '' : `:end=${end - seek}`;
  return [`atrim=start=${start - seek}${until}`, 'asetpts=PTS-STARTPTS'];
}

const expectedSeconds = (info: MediaInfo, { start = 0, end = Infinity }: TimeRange): number =>
  Math.min(end, requireLength(info)) - start;
