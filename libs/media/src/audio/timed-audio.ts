import { guardedInput } from '../ffmpeg/input-guard';
import { keptTimeLine } from '../ffmpeg/time-line';
import type { MediaInfo, ProbedStream } from '../probe/media-info';

/** The form in which audio is handed on. */
export interface AudioForm {
  rate: number;
  channels: number;
  /** How the channels become one (`channelMix`). */
  mix?: string;
}

const LAYOUTS = ['mono', 'stereo', '2.1', '4.0', '5.0', '5.1', '6.1', '7.1'];
const USUAL_RATES = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000];

/**
 * Where the sample rate changes, ffmpeg 5 gives one block the time it would have if the whole file had the other rate. The block
 * is the last of its filter graph or, where the channels change as well, the only one of a graph of its own.
 */
const withoutWrongTimes = (begin: number): string[] => {
  const isWrong = USUAL_RATES.map((rate) => `lt(abs(T/ld(0)*SR-${rate}),${rate / 1000})`).join('+');
  return [
    `asetpts='st(0,PREV_INT+NB_SAMPLES/SR);if(gt(T/ld(0),1.05)*(${isWrong}),ld(0)/TB,PTS)'`,
    `aselect='gt(n,0)+lt(t,${(begin + 1).toFixed(3)})'`,
  ];
};

/**
 * Arguments of a first ffmpeg that brings one stream to one form and writes it with its times, for a second one that reads
 * `PIPED` and lets `IN_TIME` fill what is missing. Two are needed because ffmpeg builds its filters anew where channels or rate
 * change in the middle of a stream, and filters that fill would begin at zero again.
 */
export function audioSource(info: MediaInfo, stream: ProbedStream, form: AudioForm, seek = 0): string[] {
  const begin = Math.max(0, (stream.start ?? info.startTime) - info.startTime - seek);
  const filters = [
    ...withoutWrongTimes(begin),
    ...(form.mix ? [form.mix] : []),
    // Without a largest value, channels of floats are added up louder than full scale.
    `aresample=${form.rate}:rematrix_maxval=1`,
    `aformat=sample_fmts=flt:channel_layouts=${LAYOUTS[form.channels - 1] ?? 'stereo'}`,
  ];
  const from = guardedInput(info.path, seek > 0 ? ['-ss', String(seek)] : []);
  const to = ['-c:a', 'pcm_f32le', '-f', 'nut', 'pipe:1', ...keptTimeLine(info, stream.index)];
  return [...from, '-map', `0:${stream.index}`, '-af', filters.join(), ...to];
}

/** How the second ffmpeg opens what the first one writes; `-seek_timestamp` keeps the begin of the stream from becoming zero. */
export const PIPED: readonly string[] = ['-seek_timestamp', '1', '-f', 'nut', '-i', 'pipe:0'];

/** Sample n stands at its time: silence where audio begins late or has holes; jitter of less than 0.1 s is left alone. */
export const IN_TIME: readonly string[] = [
  // A start within 50 ms is the delay of an encoder, not a pause.
  `asetpts='PTS-STARTPTS*lt(STARTPTS*TB,0.05)'`,
  'aresample=async=1:first_pts=0',
];
