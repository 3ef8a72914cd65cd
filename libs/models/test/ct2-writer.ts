import type { Ct2Type } from '../src/whisper/ct2/ct2-file';

export interface Ct2Tensor {
  type: Ct2Type;
  dims: number[];
  bytes: Uint8Array;
}

const TYPES: Ct2Type[] = ['float32', 'int8', 'int16', 'int32', 'float16', 'bfloat16'];

export const floats = (dims: number[], values: Iterable<number>): Ct2Tensor =>
  tensor('float32', dims, new Float32Array(values));

export function tensor(
  type: Ct2Type,
  dims: number[],
  { buffer, byteOffset, byteLength }: NodeJS.TypedArray,
): Ct2Tensor {
  return { type, dims, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
}

/** The bytes of a `model.bin`, written apart from the code that reads it. */
export function ct2Bytes(
  tensors: Record<string, Ct2Tensor>,
  {
    aliases = {},
    version = 6,
    name = 'WhisperSpec',
  }: { aliases?: Record<string, string>; version?: number; name?: string } = {},
): Buffer {
  const parts: Uint8Array[] = [u32(version), text(name), u32(3), u32(Object.keys(tensors).length)];
  for (const [key, { type, dims, bytes }] of Object.entries(tensors)) {
    parts.push(text(key), Uint8Array.of(dims.length), ...dims.map(u32));
    parts.push(Uint8Array.of(TYPES.indexOf(type)), u32(bytes.length), bytes);
  }
  parts.push(u32(Object.keys(aliases).length), ...Object.entries(aliases).flat().map(text));
  return Buffer.concat(parts);
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function text(value: string): Uint8Array {
  const length = Buffer.alloc(2);
  length.writeUInt16LE(Buffer.byteLength(value) + 1);
  return Buffer.concat([length, Buffer.from(value), Buffer.alloc(1)]);
}
