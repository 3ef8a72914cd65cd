import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Reader } from 'protobufjs/minimal';
import type { SourceOf } from '../catalogue';
import { writeStream } from '../files';
import type { FetchJob } from './fetch-job';

/** Field numbers of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const MODEL_METADATA_PROPS = 14;
const ENTRY_KEY = 1;
const ENTRY_VALUE = 2;

/** Writes texts that an ONNX file of the same model carries in its metadata, such as an OCR dictionary. */
export async function fetchFromOnnxMetadata({ model }: SourceOf<'onnx-metadata'>, job: FetchJob): Promise<void> {
  const { wanted, staging, signal } = job;
  if (staging.missing.some((file) => file.name === model)) throw new Error(`${model} itself is missing`);
  const metadata = readMetadata(await readFile(staging.file(model)));
  for (const { name, place, bytes } of wanted) {
    const text = metadata.get(place);
    if (text === undefined) throw new Error(`${model} has no metadata ${place}`);
    const onBytes = (done: number) => job.report(done, `reading ${name} from ${model}`);
    await writeStream(Readable.from([Buffer.from(text)]), staging.part(name), { limit: bytes, signal, onBytes });
    await staging.keep(name);
  }
}

function readMetadata(onnx: Uint8Array): Map<string, string> {
  const reader = Reader.create(onnx);
  const metadata = new Map<string, string>();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === MODEL_METADATA_PROPS) metadata.set(...readEntry(Reader.create(reader.bytes())));
    else reader.skipType(tag & 7);
  }
  return metadata;
}

function readEntry(reader: Reader): [key: string, value: string] {
  const entry: [string, string] = ['', ''];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === ENTRY_KEY) entry[0] = reader.string();
    else if (tag >>> 3 === ENTRY_VALUE) entry[1] = reader.string();
    else reader.skipType(tag & 7);
  }
  return entry;
}
