import type { MuxInput } from '@switchyard/contracts';
import {
  channelMix,
  guardedInput,
  probeMedia,
  requireAudio,
  requireLength,
  type ChannelMix,
  type MediaInfo,
  type ProbedStream,
} from '@switchyard/media';
import type { Part } from './mux';

/** Lengths are rounded, and encoders add a little; this much more than the video is the same length, in seconds. */
const TOLERANCE = 0.5;
const SPEAKERS = 'aformat=sample_rates=48000:channel_layouts=stereo';
/** ffmpeg itself makes one channel 3 dB quieter in each of two. */
const ON_BOTH_SIDES = 'pan=stereo|c0=c0|c1=c0';
/** Below full scale, so that a louder mix is not cut off. */
const NOT_TOO_LOUD = 'alimiter=limit=0.95:level=0';

interface Place {
  info: MediaInfo;
  /** Length of the video: the sound ends with it. */
  seconds: number;
  /** Audio tracks that come before. */
  before: number;
  signal: AbortSignal;
}

/** The new audio as a track as long as the video, alone or mixed with the first old track. */
export async function newSound(input: MuxInput, file: string, place: Place): Promise<Part> {
  const { info, seconds, before, signal } = place;
  const brought = await probeMedia(file, signal);
  const own = await chainOf(brought, requireAudio(brought), `1`, { seconds, volume: input.audio_volume, signal });
  const over = requireLength(brought) - seconds;
  const degraded = [
    ...own.degraded,
    ...(over > TOLERANCE ? [`the new audio is ${over.toFixed(1)} s longer than the video; its end is left out`] : []),
  ];
  const old = input.audio_mode === 'mix' ? info.streams.find(({ type }) => type === 'audio') : undefined;
  if (input.audio_mode === 'mix' && !old) degraded.push('the video has no audio to mix with: the new one stands alone');
  const filters = [`${own.chain}[new]`];
  if (old) {
    const under = await chainOf(info, old, '0', { seconds, volume: input.original_volume, signal });
    filters.push(`${under.chain}[old]`, `[old][new]amix=inputs=2:normalize=0,${NOT_TOO_LOUD}[sound]`);
    degraded.push(...under.degraded);
  }
  const language = input.audio_language ? [`-metadata:s:a:${before}`, `language=${input.audio_language}`] : [];
  const maps = ['-map', old ? '[sound]' : '[new]', `-c:a:${before}`, 'aac', `-b:a:${before}`, '192k', ...language];
  return { inputs: guardedInput(file), filters, maps, degraded };
}

/** A stream from its time on, as loud as asked for and as long as the video. */
async function chainOf(
  info: MediaInfo,
  stream: ProbedStream,
  from: string,
  { seconds, volume, signal }: { seconds: number; volume: number; signal: AbortSignal },
): Promise<{ chain: string; degraded: string[] }> {
  // Channels without places cannot be mixed in any other way.
  const mix: ChannelMix = stream.placed ? { degraded: [] } : await channelMix(info, stream, signal);
  const isMono = stream.channels === 1 || mix.filter !== undefined;
  const filters = [
    ...(mix.filter ? [mix.filter] : []),
    ...(isMono ? [ON_BOTH_SIDES] : []),
    `aresample=48000:async=1:first_pts=0`,
    SPEAKERS,
    `volume=${volume}`,
    `apad=whole_dur=${seconds}`,
    `atrim=end=${seconds}`,
  ];
  return { chain: `[${from}:${stream.index}]${filters.join()}`, degraded: mix.degraded };
}
