import { type FileHandle, open } from 'node:fs/promises';

/** `metadata_props` of ModelProto (onnx.proto3). */
const METADATA_PROPS = 14;
const LENGTH_DELIMITED = 2;
/** A tag and a length are at most this long as protobuf varints. */
const HEADER_BYTES = 20;

interface Field {
  number: number;
  /** Start and end of the field's bytes. */
  start: number;
  end: number;
}

/** Key → value of an ONNX file's metadata; steps over the weights without reading them. */
export async function readOnnxMetadata(path: string): Promise<Map<string, string>> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const entries = new Map<string, string>();
    for (let position = 0; position < size;) {
      const field = fieldAt(await readBytes(file, position, HEADER_BYTES), 0);
      if (field.number === METADATA_PROPS) {
        entries.set(...toEntry(await readBytes(file, position + field.start, field.end - field.start)));
      }
      position += field.end;
    }
    return entries;
  } finally {
    await file.close();
  }
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** `StringStringEntryProto`: field 1 is the key, field 2 the value. */
function toEntry(bytes: Buffer): [key: string, value: string] {
  const texts = ['', ''];
  for (let position = 0; position < bytes.length;) {
    const field = fieldAt(bytes, position);
    texts[field.number - 1] = bytes.toString('utf8', field.start, field.end);
    position = field.end;
  }
  return [texts[0]!, texts[1]!];
}

function fieldAt(bytes: Buffer, position: number): Field {
  const tag = varintAt(bytes, position);
  const value = varintAt(bytes, tag.end);
  const length = tag.value % 8 === LENGTH_DELIMITED ? value.value : 0;
  return { number: Math.floor(tag.value / 8), start: value.end, end: value.end + length };
}

function varintAt(bytes: Buffer, position: number): { value: number; end: number } {
  let value = 0;
  for (let at = position; at < bytes.length; at++) {
    const byte = bytes[at]!;
    value += (byte % 128) * 128 ** (at - position);
    if (byte < 128) return { value, end: at + 1 };
  }
  throw new Error('it ends in the middle of a field');
}
