import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOnnxMetadata } from '../onnx-metadata';
import { prepareKokoro } from './prepare-kokoro';

const STYLE_BYTES = 510 * 256 * 4;
let modelsDir: string;
let directory: string;

beforeEach(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), 'switchyard-kokoro-'));
  directory = join(modelsDir, 'kokoro-82m');
  await mkdir(join(directory, 'voices'), { recursive: true });
  await writeFile(join(directory, 'kokoro.onnx'), '');
  await writeFile(join(directory, 'vocab.json'), JSON.stringify({ vocab: { ';': 1, a: 43 } }));
  await writeFile(join(directory, 'voices', 'ef_dora.bin'), Buffer.alloc(STYLE_BYTES, 1));
  await writeFile(join(directory, 'voices', 'em_alex.bin'), Buffer.alloc(STYLE_BYTES, 2));
});
afterEach(() => rm(modelsDir, { recursive: true, force: true }));

const prepared = (style: string) => prepareKokoro({ directory, modelsDir, style });

it('gives each voice of Kokoro what sherpa-onnx reads of it', async () => {
  const [dora, alex] = [await prepared('ef_dora'), await prepared('em_alex')];
  expect(await readFile(dora.tokens, 'utf8')).toBe('; 1\na 43\n');
  expect((await readFile(dora.voices))[0]).toBe(1);
  expect((await readFile(alex.voices))[0]).toBe(2);
  const facts = readOnnxMetadata(await readFile(dora.model));
  expect(facts.get('model_type')).toBe('kokoro');
  expect(facts.get('style_dim')).toBe('510,1,256');
});

it.each([
  ['a voice that was cut off', 'voices/ef_dora.bin', Buffer.alloc(10), /ef_dora\.bin.* has 10 bytes instead of 522240/],
  ['another vocabulary', 'vocab.json', '{"words":[]}', /vocab\.json.* is no vocabulary of Kokoro/],
])('refuses %s, of which sherpa-onnx would die', async (_what, file, content, message) => {
  await writeFile(join(directory, file), content);
  await expect(prepared('ef_dora')).rejects.toThrow(message);
});
