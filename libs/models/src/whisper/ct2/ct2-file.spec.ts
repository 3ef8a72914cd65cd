import { writeFile } from 'node:fs/promises';
import { ct2Bytes, floats, tensor, type Ct2Tensor } from '../../../test/ct2-writer';
import { Workplace } from '../../../test/model-fixture';
import { ModelFileError } from '../../model-errors';
import { Ct2File } from './ct2-file';
import { Weights } from './weights';

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.open();
});
afterEach(() => workplace.cleanUp());

async function openBytes(bytes: Uint8Array): Promise<Ct2File> {
  await writeFile(workplace.at('model.bin'), bytes);
  return Ct2File.open(workplace.at('model.bin'));
}

async function valuesOf(tensors: Record<string, Ct2Tensor>, name = 'w'): Promise<number[]> {
  const file = await openBytes(ct2Bytes(tensors));
  const weights = new Weights(file);
  const values = [...(await weights.load(weights.rows(name)))];
  await file.close();
  return values;
}

describe('weights of a CTranslate2 file', () => {
  it.each([
    ['float32', floats([2, 2], [1, -2, 0.5, 3])],
    ['float16', tensor('float16', [2, 2], Uint16Array.of(0x3c00, 0xc000, 0x3800, 0x4200))],
    ['bfloat16', tensor('bfloat16', [2, 2], Uint16Array.of(0x3f80, 0xc000, 0x3f00, 0x4040))],
  ])('are read from %s', async (_type, weight) => {
    expect(await valuesOf({ w: weight })).toEqual([1, -2, 0.5, 3]);
  });

  it('are integers by one scale for each row in int8', async () => {
    const w = tensor('int8', [2, 2], Int8Array.of(127, -64, 1, 3));
    expect(await valuesOf({ w, w_scale: floats([2], [2, 4]) })).toEqual([63.5, -32, 0.25, 0.75]);
  });

  it('are integers by one scale for all in int16', async () => {
    const w = tensor('int16', [2, 2], Int16Array.of(1024, -512, 1, 0));
    expect(await valuesOf({ w, w_scale: floats([], [512]) })).toEqual([2, -1, 1 / 512, 0]);
  });

  it('keep the scale of their rows when some are read', async () => {
    const w = tensor('int8', [3, 1], Int8Array.of(10, 20, 30));
    const weights = new Weights(await openBytes(ct2Bytes({ w, w_scale: floats([3], [1, 2, 3]) })));
    expect([...(await weights.load(weights.rows('w', 1, 2)))]).toEqual([10, 10]);
    await weights.file.close();
  });

  it.each([
    [0, 3, [5, 5, 10]],
    [1, 2, [5, 10]],
    [2, 1, [10]],
  ])('are scaled by their place in the weight, read from row %d on', async (first, count, right) => {
    const w = tensor('int8', [3, 1], Int8Array.of(10, 20, 30));
    const weights = new Weights(await openBytes(ct2Bytes({ w, w_scale: floats([3], [1, 2, 3]) })));
    const scaled = { count: 2, by: 0.5 };
    expect([...(await weights.load({ ...weights.rows('w', first, count), scaled }))]).toEqual(right);
    await weights.file.close();
  });

  it('are found under their aliases', async () => {
    const file = await openBytes(ct2Bytes({ w: floats([1], [7]) }, { aliases: { other: 'w' } }));
    expect([...(await file.values(file.variable('other'), 0, 1))]).toEqual([7]);
    await file.close();
  });

  it('come in pieces that make up the whole', async () => {
    const values = Float32Array.from({ length: 5 << 20 }, (_, i) => i % 1000);
    const weights = new Weights(await openBytes(ct2Bytes({ w: floats([5 << 10, 1024], values) })));
    const found: number[] = [];
    for await (const { at, rows, values: piece } of weights.chunks(weights.rows('w'))) {
      expect(piece).toHaveLength(rows * 1024);
      expect(piece[0]).toBe((at * 1024) % 1000);
      found.push(rows);
    }
    expect(found).toEqual([2048, 2048, 1024]);
    await weights.file.close();
  });
});

describe('a file that is not right', () => {
  const good = ct2Bytes({ a: floats([2], [1, 2]), b: floats([1], [3]) }, { aliases: { c: 'a' } });

  it('is refused wherever it ends', async () => {
    for (let length = 0; length < good.length; length++) {
      const error = await openBytes(good.subarray(0, length)).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ModelFileError);
      expect(error).toMatchObject({ path: workplace.at('model.bin'), offset: length });
    }
    await (await openBytes(good)).close();
  });

  it.each([
    ['another format', Buffer.from('GGUF and so on'), 'at byte 0: this is no CTranslate2 model'],
    ['a version to come', ct2Bytes({}, { version: 7 }), 'at byte 0: this is no CTranslate2 model, or one of version 7'],
    ['another model', ct2Bytes({}, { name: 'TransformerSpec' }), 'at byte 6: this is a TransformerSpec'],
    [
      'a size that does not fit',
      ct2Bytes({ w: { type: 'float32', dims: [3], bytes: new Uint8Array(8) } }),
      'at byte 36: w has 8 bytes; its shape [3] takes 12',
    ],
    ['an unknown type', ct2Bytes({ w: { type: 'x' as 'int8', dims: [1], bytes: new Uint8Array(1) } }), 'unknown type'],
    ['an alias of nothing', ct2Bytes({}, { aliases: { a: 'b' } }), 'a stands for b, which is not there'],
    [
      'a count out of all reason',
      Buffer.concat([ct2Bytes({}).subarray(0, 22), Buffer.alloc(4, 255)]),
      '4294967295 variables',
    ],
  ])('is refused for %s', async (_what, bytes, problem) => {
    await expect(openBytes(bytes)).rejects.toThrow(problem);
  });

  it('names the variable that it lacks', async () => {
    const file = await openBytes(good);
    expect(() => file.variable('encoder/conv1/weight')).toThrow('model.bin: it has no variable encoder/conv1/weight');
    await file.close();
  });
});
