import { join } from 'node:path';
import type { SeparateVocalsInput } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { decodeAudio } from '@switchyard/audio';
import {
  fileUrl,
  probeMedia,
  requireAudio,
  requireLength,
  requireRoom,
  runFfmpeg,
  shortfallOf,
} from '@switchyard/media';
import type { SeparateJob, SeparatedFile } from './audio-separator-methods';
import type { ReadyNetwork } from './loaded-network';
import { separate, type Separated } from './separation';
import type { Stereo } from './spectrum/spectrum';

/** What the networks were trained with. */
const FORM = { rate: 44_100, channels: 2 };
const QUALITIES: Record<SeparateVocalsInput['quality_mode'], { overlap: number; denoise: boolean }> = {
  fast: { overlap: 0, denoise: false },
  default: { overlap: 0.25, denoise: false },
  high_quality: { overlap: 0.5, denoise: true },
};
const CODECS: Record<SeparateVocalsInput['output_format'], readonly string[]> = {
  wav: ['-c:a', 'pcm_s16le', '-rf64', 'auto'],
  flac: ['-c:a', 'flac', '-sample_fmt', 's16'],
  mp3: ['-c:a', 'libmp3lame', '-q:a', '2'],
  opus: ['-c:a', 'libopus', '-b:a', '128k', '-ar', '48000'],
};
/** Both stems come as one stream of four channels. */
const SPLIT = '[0:a]pan=stereo|c0=c0|c1=c1[own];[0:a]pan=stereo|c0=c2|c1=c3[rest]';

/** Writes the voices and what is left of an audio or video file of any length. */
export async function separateFile(
  { input, model, outputDir }: SeparateJob,
  load: () => Promise<ReadyNetwork>,
  { signal, progress }: EngineWork,
): Promise<SeparatedFile> {
  const { output_format: format, track } = input;
  const info = await probeMedia(input.audio_path, signal);
  requireAudio(info, track);
  const expected = requireLength(info);
  requireRoom(info, expected * FORM.rate * FORM.channels * 2);
  const { network, spectrum } = await load();
  const [vocals, instrumental] = [join(outputDir, `vocals.${format}`), join(outputDir, `instrumental.${format}`)];
  const [own, rest] = model.stem === 'vocals' ? [vocals, instrumental] : [instrumental, vocals];
  const blocks = inChannels(decodeAudio(info, { signal, stream: track, form: FORM }));
  const options = { ...QUALITIES[input.quality_mode], gain: model.gain };
  let samples = 0;
  const stdin = interleaved(separate(blocks, spectrum, network, options), (made) => {
    samples += made;
    progress(Math.min(1, samples / FORM.rate / expected));
  });
  const from = ['-f', 'f32le', '-ar', String(FORM.rate), '-ac', '4', '-i', 'pipe:0', '-filter_complex', SPLIT];
  const to = [
    ...['-map', '[own]', ...CODECS[format], fileUrl(own)],
    ...['-map', '[rest]', ...CODECS[format], fileUrl(rest)],
  ];
  await runFfmpeg([...from, ...to], { signal, stdin });
  return { vocals, instrumental, seconds: samples / FORM.rate, degraded: shortfallOf(info) };
}

async function* inChannels(blocks: AsyncIterable<Float32Array>): AsyncGenerator<Stereo, void> {
  for await (const block of blocks) {
    const length = block.length >> 1;
    yield {
      left: Float32Array.from({ length }, (_, at) => block[2 * at]!),
      right: Float32Array.from({ length }, (_, at) => block[2 * at + 1]!),
    };
  }
}

async function* interleaved(
  pieces: AsyncIterable<Separated>,
  onSamples: (made: number) => void,
): AsyncGenerator<Uint8Array, void> {
  for await (const { mix, stem } of pieces) {
    const { length } = stem.left;
    const all = new Float32Array(4 * length);
    for (let at = 0; at < length; at++) {
      all[4 * at] = stem.left[at]!;
      all[4 * at + 1] = stem.right[at]!;
      all[4 * at + 2] = mix.left[at]! - stem.left[at]!;
      all[4 * at + 3] = mix.right[at]! - stem.right[at]!;
    }
    yield new Uint8Array(all.buffer);
    onSamples(length);
  }
}
