import { join } from 'node:path';
import { SeparateVocalsInput } from '@switchyard/contracts';
import { LoadedNetwork } from '../src/loaded-network';
import { separateFile } from '../src/separate-file';
import type { EngineModel } from '../src/audio-separator-methods';
import { modelsWithNetwork, STANDARD_MODEL } from './models';
import { expectSeparated, song, SONG_SECONDS } from './song';

let models: Awaited<ReturnType<typeof modelsWithNetwork>>;
beforeAll(async () => (models = await modelsWithNetwork()));
afterAll(() => models.remove());

const loaded = new LoadedNetwork();
const TEST_MS = 30_000;

async function separated(more: Partial<EngineModel> = {}) {
  const { directory } = models;
  const path = join(directory, STANDARD_MODEL, `${STANDARD_MODEL}.onnx`);
  const training = { size: 6144, gain: 1.022, stem: 'instrumental' } as const;
  const model = { ...training, name: STANDARD_MODEL, path, threads: 1, cuda: false, ...more };
  const seen: number[] = [];
  const progress = (share: number): void => void seen.push(share);
  const work = { signal: new AbortController().signal, progress, output: () => undefined };
  const input = Object.assign(new SeparateVocalsInput(), { audio_path: await song() });
  const job = { input, model, outputDir: directory };
  return { made: await separateFile(job, () => loaded.get(model), work), seen };
}

it(
  'takes voices out of a recording, and what is left of it',
  async () => {
    const { made, seen } = await separated();
    await expectSeparated(made.vocals, made.instrumental);
    expect(made).toMatchObject({ seconds: SONG_SECONDS, degraded: [] });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  },
  TEST_MS,
);

it(
  'gives the voices where the network was trained for those',
  async () => {
    const { made } = await separated({ stem: 'vocals' });
    await expectSeparated(made.instrumental, made.vocals);
  },
  TEST_MS,
);

it('says that a network of another kind is none', async () => {
  await expect(separated({ size: 512 })).rejects.toThrow(/no network of the MDX kind/);
});

it('says that a damaged file cannot be loaded', async () => {
  await expect(separated({ path: __filename })).rejects.toThrow(/cannot be loaded .*fetch it with/s);
});
