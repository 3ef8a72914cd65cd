import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writer } from 'protobufjs/minimal';
import { modelOf, Workplace } from '../../test/model-fixture';
import { ModelStore, type Source } from '..';

const dictionary = 'a\n字\n';
const entry = Writer.create().uint32(10).string('character').uint32(18).string(dictionary).finish();
/** ir_version, producer_name and one metadata_props entry of a ModelProto. */
const onnx = Buffer.from(
  Writer.create().uint32(8).int64(8).uint32(18).string('test').uint32(114).bytes(entry).finish(),
);
let workplace: Workplace;

beforeEach(async () => {
  workplace = await Workplace.open();
});
afterEach(() => workplace.cleanUp());

async function pullWith(key: string): Promise<string> {
  const directory = await workplace.directoryOf('source', { 'rec.onnx': onnx });
  const sources: Source[] = [
    { kind: 'file', directory, files: { 'rec.onnx': 'rec.onnx' } },
    { kind: 'onnx-metadata', model: 'rec.onnx', files: { 'dictionary.txt': key } },
  ];
  const catalogue = [modelOf({ 'rec.onnx': onnx, 'dictionary.txt': Buffer.from(dictionary) }, sources)];
  return new ModelStore({ modelsDir: workplace.at('models'), catalogue }).pull('tiny');
}

describe('the metadata of an ONNX file', () => {
  it('gives a text that the model carries', async () => {
    expect(await readFile(join(await pullWith('character'), 'dictionary.txt'), 'utf8')).toBe(dictionary);
  });

  it('is named when it lacks the key', async () => {
    await expect(pullWith('words')).rejects.toThrow('metadata of rec.onnx: rec.onnx has no metadata words');
  });
});
