import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeModel } from '@switchyard/models';
import { AudioSeparatorSettings } from '../src/audio-separator.settings';

export const STANDARD_MODEL = new AudioSeparatorSettings().separatorModel;

const [BINS, FRAMES, SIZE, RATE] = [3072, 32, 6144, 44_100];
/** The network takes what is below for music. */
export const HIGHEST_MUSIC_HZ = 1000;

/** A network of the MDX kind: it multiplies the spectrum with a mask over its frequencies. */
function network(): Uint8Array {
  const mask = Float32Array.from({ length: BINS }, (_, bin) => ((bin * RATE) / SIZE < HIGHEST_MUSIC_HZ ? 1 : 0));
  const dims = ['batch', 4, BINS, FRAMES];
  return encodeModel({
    nodes: [{ type: 'Mul', domain: '', inputs: ['input', 'mask'], outputs: ['output'], attributes: {} }],
    initialisers: [{ name: 'mask', element: 'float', dims: [1, 1, BINS, 1], data: new Uint8Array(mask.buffer) }],
    inputs: [{ name: 'input', element: 'float', dims }],
    outputs: [{ name: 'output', element: 'float', dims }],
  });
}

/** A models directory with a small network in the place of the standard model, and the digests that a hub would have stated. */
export async function modelsWithNetwork(): Promise<{ directory: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'switchyard-models-'));
  const bytes = network();
  const name = `${STANDARD_MODEL}.onnx`;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const pin = { repo: 'seanghay/uvr_models', commit: '0'.repeat(40), files: [{ name, sha256, bytes: bytes.length }] };
  await mkdir(join(directory, STANDARD_MODEL));
  await mkdir(join(directory, '.pins'));
  await writeFile(join(directory, STANDARD_MODEL, name), bytes);
  await writeFile(join(directory, '.pins', 'seanghay--uvr_models.json'), JSON.stringify(pin));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}
