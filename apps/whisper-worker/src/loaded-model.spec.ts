import { LoadedModel, type Loadable } from './loaded-model';
import type { Transcriber } from './transcriber';

const transcriber = (): Transcriber => ({
  transcribe: () => Promise.reject(new Error('the test asks for no text')),
  close: () => Promise.resolve(),
});

/** A model that loads, or fails to, each time in turn. */
const model = (...loads: (() => Transcriber)[]): Loadable => ({
  kind: 'ggml',
  file: 'ggml.bin',
  open: () => (loads.shift() ?? transcriber)(),
});

const noMemory = (): never => {
  throw new Error('std::bad_alloc');
};

describe('a loaded model', () => {
  it('is loaded once', async () => {
    const [first, loaded] = [transcriber(), new LoadedModel()];
    const one = model(() => first);
    expect(await loaded.transcriber(one, 0)).toBe(first);
    expect(await loaded.transcriber(one, 0)).toBe(first);
    expect(await loaded.transcriber(one, 1)).not.toBe(first);
  });

  it('is loaded anew after it did not load', async () => {
    const [second, loaded] = [transcriber(), new LoadedModel()];
    const passing = model(noMemory, () => second);
    await expect(loaded.transcriber(passing, 0)).rejects.toThrow('bad_alloc');
    expect(await loaded.transcriber(passing, 0)).toBe(second);
    expect(await loaded.transcriber(passing, 0)).toBe(second);
  });
});
