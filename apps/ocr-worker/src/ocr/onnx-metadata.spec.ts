import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOnnxMetadata } from './onnx-metadata';

const field = (number: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([number * 8 + 2]), varint(bytes.length), bytes]);

function varint(value: number): Buffer {
  return value < 128 ? Buffer.from([value]) : Buffer.concat([Buffer.from([128 + (value % 128)]), varint(value >> 7)]);
}

const entry = (key: string, value: string): Buffer =>
  field(14, Buffer.concat([field(1, Buffer.from(key)), field(2, Buffer.from(value))]));

const IR_VERSION = Buffer.from([8, 9]);
const GRAPH = field(7, Buffer.alloc(100_000, 0x7a));

describe('the metadata of an ONNX file', () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'onnx-metadata-'))));
  afterEach(() => rm(directory, { recursive: true }));

  async function read(...parts: Buffer[]) {
    const path = join(directory, 'model.onnx');
    await writeFile(path, Buffer.concat(parts));
    return Object.fromEntries(await readOnnxMetadata(path));
  }

  it('is found behind the weights', async () =>
    expect(await read(IR_VERSION, GRAPH, entry('character', '疗\n绚'))).toEqual({ character: '疗\n绚' }));

  it('may be longer than one read', async () =>
    expect(await read(entry('a', 'x'.repeat(50_000)), entry('b', 'y'))).toEqual({ a: 'x'.repeat(50_000), b: 'y' }));

  it('is empty when the file has none', async () => expect(await read(IR_VERSION, GRAPH)).toEqual({}));

  it('refuses a file cut off within a field', () =>
    expect(read(IR_VERSION, Buffer.from([0x72]))).rejects.toThrow('it ends in the middle of a field'));
});
