import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Workplace } from '../../../test/model-fixture';
import { writeTinyWhisper } from '../../../test/tiny-whisper';
import { convertWhisper } from '../convert-whisper';
import { Ct2File } from '../ct2/ct2-file';
import { halvesToFloats } from '../ct2/half';
import { Weights } from '../ct2/weights';
import { melFilters } from './mel-filters';

interface Found {
  dims: number[];
  values: Float32Array;
}

/** A reader as whisper.cpp has one, apart from the code that writes. */
function readGgml(file: Buffer) {
  let at = 0;
  const take = (bytes: number) => file.subarray(at, (at += bytes));
  const integer = () => take(4).readInt32LE();
  const header = Array.from({ length: 12 }, integer);
  const filters = { mels: integer(), bins: integer() };
  take(filters.mels * filters.bins * 4);
  const tokens = Array.from({ length: integer() }, () => take(integer()).toString());
  const tensors = new Map<string, Found>();
  while (at < file.length) {
    const [rank, length, type] = [integer(), integer(), integer()];
    const dims = Array.from({ length: rank }, integer);
    const name = take(length).toString();
    const bytes = Uint8Array.from(take(dims.reduce((product, dim) => product * dim, type === 1 ? 2 : 4)));
    const values = type === 1 ? halvesToFloats(new Uint16Array(bytes.buffer)) : new Float32Array(bytes.buffer);
    tensors.set(name, { dims, values });
  }
  return { header, filters, tokens, tensors };
}

let workplace: Workplace;
let found: ReturnType<typeof readGgml>;
let weights: Weights;
beforeEach(async () => {
  workplace = await Workplace.open();
  await writeTinyWhisper(workplace.at('model'), { mels: 128 });
  const to = workplace.at('ggml');
  await convertWhisper({ from: workplace.at('model'), to, kind: 'ggml' });
  found = readGgml(await readFile(join(to, 'ggml.bin')));
  weights = new Weights(await Ct2File.open(workplace.at('model/model.bin')));
});
afterEach(async () => {
  await weights.file.close();
  await workplace.cleanUp();
});

describe('a file for whisper.cpp', () => {
  it('begins with the sizes of the model', () => {
    expect(found.header).toEqual([0x67676d6c, 300, 24, 64, 1, 2, 16, 64, 1, 2, 128, 1]);
    expect(found.filters).toEqual({ mels: 128, bins: 201 });
  });

  it('has the bytes of the tokens by their ids', () => {
    expect(found.tokens).toHaveLength(300);
    expect(found.tokens[42]).toBe(' t42');
  });

  it('has every tensor under its name', () => {
    expect(found.tensors.size).toBe(7 + 2 * 15 + 4 + 2 * 24);
    const shapes = ['encoder.conv1.weight', 'encoder.conv1.bias', 'decoder.token_embedding.weight'].map(
      (name) => found.tensors.get(name)?.dims,
    );
    expect(shapes).toEqual([
      [3, 128, 64],
      [1, 64],
      [64, 300],
    ]);
    expect(found.tensors.has('decoder.blocks.1.cross_attn.key.bias')).toBe(false);
  });

  it('splits what CTranslate2 stacks', async () => {
    const stacked = await weights.load(weights.rows('decoder/layer_1/attention/linear_1/weight', 64, 64));
    const { values } = found.tensors.get('decoder.blocks.1.cross_attn.value.weight') ?? { values: [] };
    expect(values).toHaveLength(64 * 64);
    expect(Math.max(...stacked.map((value, i) => Math.abs(value - (values[i] ?? NaN))))).toBeLessThan(1e-3);
  });
});

describe('mel filters', () => {
  it('are those of librosa: each covers one hertz by area, the first peaks at its middle', () => {
    const filters = melFilters(80);
    const sum = (mel: number) => filters.subarray(mel * 201, (mel + 1) * 201).reduce((a, b) => a + b, 0) * 40;
    expect(sum(79)).toBeCloseTo(1, 1);
    expect(filters[1]).toBeCloseTo(0.024862593, 7);
  });
});
