import { open, type FileHandle } from 'node:fs/promises';
import { ModelFileError } from '../../model-errors';
import { Ct2Cursor } from './ct2-cursor';
import { halvesToFloats, upperHalvesToFloats } from './half';

/** Order of the `DataType` enum of CTranslate2, with bytes of one value. */
const TYPES = [
  { name: 'float32', bytes: 4 },
  { name: 'int8', bytes: 1 },
  { name: 'int16', bytes: 2 },
  { name: 'int32', bytes: 4 },
  { name: 'float16', bytes: 2 },
  { name: 'bfloat16', bytes: 2 },
] as const;
const VERSIONS = [4, 5, 6];
const SPECIFICATION = 'WhisperSpec';
const MAX_VARIABLES = 100_000;
const MAX_RANK = 4;

export type Ct2Type = (typeof TYPES)[number]['name'];

export interface Ct2Variable {
  name: string;
  dims: number[];
  type: Ct2Type;
  /** Where its values begin in the file, in bytes. */
  offset: number;
  /** Bytes of all its values. */
  bytes: number;
}

/**
 * A `model.bin` of CTranslate2, of which only the directory is held in memory. Little-endian: u32 version, name and u32
 * revision of the specification; u32 count of variables, each name, u8 rank, u32 dims[], u8 type, u32 bytes, values;
 * u32 count of aliases, each a pair of names. A name is u16 length with a closing zero. Written by `_serialize` in
 * https://github.com/OpenNMT/CTranslate2/blob/master/python/ctranslate2/specs/model_spec.py
 */
export class Ct2File {
  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    private readonly variables: ReadonlyMap<string, Ct2Variable>,
  ) {}

  /** @throws ModelFileError naming the byte where the file stops making sense */
  static async open(path: string): Promise<Ct2File> {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      return new Ct2File(path, handle, await readDirectory(new Ct2Cursor(path, handle, size)));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get names(): string[] {
    return [...this.variables.keys()];
  }

  has(name: string): boolean {
    return this.variables.has(name);
  }

  /** @throws ModelFileError */
  variable(name: string): Ct2Variable {
    const found = this.variables.get(name);
    if (found) return found;
    throw new ModelFileError(this.path, undefined, `it has no variable ${name}`);
  }

  /** Values `first` to `first + count` of a variable as they are stored, integers unscaled. */
  async values({ name, offset, type, bytes }: Ct2Variable, first: number, count: number): Promise<Float32Array> {
    const width = TYPES.find((each) => each.name === type)?.bytes ?? 1;
    const at = offset + first * width;
    if ((first + count) * width > bytes) throw new ModelFileError(this.path, at, `${name} ends before`);
    const buffer = new ArrayBuffer(count * width);
    const { bytesRead } = await this.handle.read(new Uint8Array(buffer), 0, count * width, at);
    if (bytesRead < count * width) throw new ModelFileError(this.path, at + bytesRead, `the file ends inside ${name}`);
    return toFloats(type, buffer);
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

function toFloats(type: Ct2Type, buffer: ArrayBuffer): Float32Array {
  switch (type) {
    case 'float32':
      return new Float32Array(buffer);
    case 'int8':
      return new Float32Array(new Int8Array(buffer));
    case 'int16':
      return new Float32Array(new Int16Array(buffer));
    case 'int32':
      return new Float32Array(new Int32Array(buffer));
    case 'float16':
      return halvesToFloats(new Uint16Array(buffer));
    case 'bfloat16':
      return upperHalvesToFloats(new Uint16Array(buffer));
  }
}

async function readDirectory(cursor: Ct2Cursor): Promise<Map<string, Ct2Variable>> {
  const version = await cursor.u32('the version');
  if (!VERSIONS.includes(version)) {
    throw cursor.fault(`this is no CTranslate2 model, or one of version ${version}; known are ${VERSIONS.join(', ')}`);
  }
  const specification = await cursor.text('the name of the specification');
  if (specification !== SPECIFICATION) throw cursor.fault(`this is a ${specification}, not a ${SPECIFICATION}`);
  await cursor.u32('the revision');
  const variables = new Map<string, Ct2Variable>();
  for (let left = await cursor.count('variables', MAX_VARIABLES); left > 0; left--) {
    const variable = await readVariable(cursor);
    variables.set(variable.name, variable);
  }
  for (let left = await cursor.count('aliases', MAX_VARIABLES); left > 0; left--) {
    const alias = await cursor.text('an alias');
    const target = await cursor.text(`what ${alias} stands for`);
    const variable = variables.get(target);
    if (!variable) throw cursor.fault(`${alias} stands for ${target}, which is not there`);
    variables.set(alias, variable);
  }
  return variables;
}

async function readVariable(cursor: Ct2Cursor): Promise<Ct2Variable> {
  const name = await cursor.text('the name of a variable');
  const rank = await cursor.u8(`the rank of ${name}`);
  if (rank > MAX_RANK) throw cursor.fault(`${name} has ${rank} dimensions`);
  const dims: number[] = [];
  while (dims.length < rank) dims.push(await cursor.u32(`the shape of ${name}`));
  const type = TYPES[await cursor.u8(`the type of ${name}`)];
  if (!type) throw cursor.fault(`${name} has an unknown type`);
  const bytes = await cursor.u32(`the size of ${name}`);
  const expected = dims.reduce((product, dim) => product * dim, type.bytes);
  if (bytes !== expected)
    throw cursor.fault(`${name} has ${bytes} bytes; its shape [${dims.join()}] takes ${expected}`);
  return { name, dims, type: type.name, offset: cursor.skip(bytes, name), bytes };
}
