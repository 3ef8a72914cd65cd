import { InputRejectedError } from '@switchyard/contracts';
import {
  audioSource,
  channelMix,
  checkFfmpeg,
  IN_TIME,
  PIPED,
  probeMedia,
  requireAudio,
  startFfmpeg,
  type AudioForm,
  type ChannelMix,
  type MediaInfo,
} from '@switchyard/media';
import path from 'node:path';
import { AudioMeter } from './audio-meter';
import { SAMPLE_RATE } from './sample-rate';
import { sampleBlocks } from './sample-blocks';

export interface DecodeOptions {
  signal: AbortSignal;
  /** Seconds from the beginning of the file; default 0. */
  start?: number;
  /** Seconds; default: to the end. */
  duration?: number;
  /** Audio stream, counted from 0 among the audio streams; default 0. */
  stream?: number;
  /** Learns what the audio is like; its report is complete when the blocks have ended. */
  meter?: AudioMeter;
  /** How the channels become one; by default `channelMix` listens to them. */
  mix?: ChannelMix;
  /** 16 kHz mono when left out; samples of several channels take turns. */
  form?: Pick<AudioForm, 'rate' | 'channels'>;
}

const BLOCK_SECONDS = 1;
/** What speech models read. */
const SPEECH = { rate: SAMPLE_RATE, channels: 1 };

/**
 * Decodes any media file into samples within ±1, by default 16 kHz mono, as blocks of a second, no faster than they are read.
 *
 * Sample n of a channel stands at second n / rate of the file: audio that begins late or has holes is filled with silence. `start` is
 * exact because everything before it is decoded too; for many pieces of one file decode once.
 * @throws InputRejectedError for files without audio
 */
export async function* decodeAudio(
  file: string | MediaInfo,
  options: DecodeOptions,
): AsyncGenerator<Float32Array, void> {
  const { signal, start = 0, meter = new AudioMeter(), form = SPEECH } = options;
  const info = typeof file === 'string' ? await probeMedia(file, signal) : file;
  const stream = requireAudio(info, options.stream);
  const mixes = form.channels === 1 || !stream.placed;
  const { filter: mix } = options.mix ?? (mixes ? await channelMix(info, stream, signal) : {});
  const from = audioSource(info, stream, { ...form, mix });
  const tool = startFfmpeg(decoding(options), signal, { from });
  let found = false;
  try {
    for await (const block of sampleBlocks(tool.stdout, BLOCK_SECONDS * form.rate * form.channels, signal)) {
      found = true;
      meter.clean(block);
      yield block;
    }
    await checkFfmpeg(tool);
  } finally {
    tool.kill();
  }
  if (!found && start === 0) throw new InputRejectedError(`the audio of ${path.basename(info.path)} holds no samples`);
}

/** All blocks as one array; an hour takes 230 MB. */
export async function collectAudio(blocks: AsyncIterable<Float32Array>): Promise<Float32Array> {
  const kept: Float32Array[] = [];
  for await (const block of blocks) kept.push(block);
  const all = new Float32Array(kept.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of kept) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

function decoding({ start = 0, duration = Infinity, form = SPEECH }: DecodeOptions): string[] {
  const first = Math.round(start * form.rate);
  const end = Math.round((start + duration) * form.rate);
  const part = `atrim=start_sample=${first}${Number.isFinite(end) ? `:end_sample=${end}` : ''}`;
  return [...PIPED, '-af', [...IN_TIME, part].join(), '-f', 'f32le', 'pipe:1'];
}
