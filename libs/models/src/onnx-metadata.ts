import { Reader, Writer } from 'protobufjs/minimal';

/** Field numbers of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const MODEL_METADATA_PROPS = 14;
const ENTRY_KEY = 1;
const ENTRY_VALUE = 2;
/** Wire type of texts and messages. */
const WITH_LENGTH = 2;

/** The texts that an ONNX file carries in its metadata. */
export function readOnnxMetadata(onnx: Uint8Array): Map<string, string> {
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

/** Bytes that give an ONNX file these texts when they are appended to it. */
export function onnxMetadata(texts: Readonly<Record<string, string>>): Uint8Array {
  const writer = Writer.create();
  const tag = (field: number): number => (field << 3) | WITH_LENGTH;
  for (const [key, value] of Object.entries(texts)) {
    writer.uint32(tag(MODEL_METADATA_PROPS)).fork();
    writer.uint32(tag(ENTRY_KEY)).string(key).uint32(tag(ENTRY_VALUE)).string(value).ldelim();
  }
  return writer.finish();
}
