import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelStore } from '../model-store';
import reference from '../../test/fixtures/campplus.json';

const KEPT = join(__dirname, '..', '..', '..', '..', '.switchyard', 'models');

/** The features of which the original network in PyTorch made the reference. */
const features = (frames: number): Float32Array =>
  Float32Array.from({ length: frames * 80 }, (_, at) => {
    const [t, f] = [Math.floor(at / 80), at % 80];
    return Math.sin(0.37 * t + 0.11 * f) + 0.5 * Math.cos(0.05 * t * f);
  });

it.each([100, 345] as const)(
  'gives the embedding of the original network for %d frames',
  async (frames) => {
    const directory = await new ModelStore({ modelsDir: KEPT }).pull('pyannote-campplus');
    const session = await InferenceSession.create(join(directory, 'embedding.onnx'));
    const { embedding } = await session.run({ features: new Tensor('float32', features(frames), [1, frames, 80]) });
    const right = reference[frames];
    expect(embedding?.dims).toEqual([1, right.length]);
    const off = right.map((value, at) => Math.abs(value - Number(embedding?.data[at])));
    expect(Math.max(...off)).toBeLessThan(2e-5);
    await session.release();
  },
  300_000,
);
