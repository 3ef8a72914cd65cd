import { createInterface } from 'node:readline';
import { guardedInput } from '../ffmpeg/input-guard';
import { startFfmpeg } from '../ffmpeg/run-ffmpeg';
import type { MediaInfo, ProbedStream } from '../probe/media-info';

/** How the channels of a stream become one. */
export interface ChannelMix {
  /** A filter; without it ffmpeg's own mixing is right. */
  filter?: string;
  degraded: string[];
}

/** Seconds of sound that are enough to know the channels. */
const ENOUGH = 120;
/** Seconds that are louder than this are sound, in dB of full scale. */
const QUIET = -60;
/** A mix with less than this share of what its channels hold has lost them: 20 dB. */
const CANCELLED = 0.01;
/** The most channels that ffmpeg can mix; one more is needed to look at them. */
const MOST_CHANNELS = 63;

/**
 * Listens to the channels of a stream. Channels that cancel each other out (one is the other upside down) would be silence
 * together: the loudest is taken, and `degraded` says so. Channels without places (a recorder with twelve of them), which
 * ffmpeg refuses to mix, are added up, as loud as those that hold something.
 */
export async function channelMix(info: MediaInfo, stream: ProbedStream, signal: AbortSignal): Promise<ChannelMix> {
  const { channels = 0, index } = stream;
  if (channels < 2) return { degraded: [] };
  if (channels > MOST_CHANNELS) return { filter: mixed(channels, channels), degraded: [] };
  const power = await powerOf(info, index, channels, signal);
  const mix = (power.pop() ?? 0) * channels ** 2;
  const all = power.reduce((sum, one) => sum + one, 0);
  if (mix < all * CANCELLED) {
    const loudest = power.indexOf(Math.max(...power));
    const said = `the channels of the audio cancel each other out; only channel ${loudest + 1} of ${channels} was used`;
    return { filter: `pan=mono|c0=c${loudest}`, degraded: [said] };
  }
  if (stream.placed) return { degraded: [] };
  const most = Math.max(...power);
  const heard = power.filter((one) => one > most * CANCELLED ** 2).length;
  return { filter: mixed(channels, heard), degraded: [] };
}

const sum = (channels: number, share: number): string =>
  Array.from({ length: channels }, (_, at) => `${share.toFixed(6)}*c${at}`).join('+');

const mixed = (channels: number, heard: number): string => `pan=mono|c0=${sum(channels, 1 / Math.max(1, heard))}`;

/** The mean power of each channel, and lastly of their mean, over seconds in which there is sound. */
async function powerOf(info: MediaInfo, index: number, channels: number, signal: AbortSignal): Promise<number[]> {
  const own = Array.from({ length: channels }, (_, at) => `c${at}=c${at}`);
  const filters = [
    `pan=${channels + 1}C|${own.join('|')}|c${channels}=${sum(channels, 1 / channels)}`,
    'aresample=8000,asetnsamples=n=8000:p=0',
    'astats=metadata=1:reset=1:measure_overall=none:measure_perchannel=RMS_level',
    'ametadata=print:file=-:direct=1',
  ];
  const tool = startFfmpeg(
    [...guardedInput(info.path), '-map', `0:${index}`, '-af', filters.join(), '-f', 'null', '-'],
    signal,
  );
  const power = Array.from({ length: channels + 1 }, () => 0);
  let [second, seconds]: [number[], number] = [[], 0];
  for await (const line of createInterface({ input: tool.stdout })) {
    const level = /RMS_level=(\S+)/.exec(line)?.[1];
    if (level === undefined) continue;
    second.push(Number.isFinite(Number(level)) ? Number(level) : -Infinity);
    if (second.length <= channels) continue;
    if (Math.max(...second) > QUIET) {
      seconds += 1;
      for (const [at, decibel] of second.entries()) power[at] = (power[at] ?? 0) + 10 ** (decibel / 10);
    }
    second = [];
    if (seconds >= ENOUGH) break;
  }
  // How it ends says nothing: damage is told by those who decode it for its own sake.
  tool.kill();
  signal.throwIfAborted();
  return power;
}
