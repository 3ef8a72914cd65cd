import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@switchyard/observability';
import { LocalModels } from '@switchyard/worker-kit';
import { TtsSettings } from './tts.settings';
import { Voices } from './voices';

let directory: string;
let voices: Voices;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'switchyard-voices-'));
  const settings = Object.assign(new TtsSettings(), { modelsDir: directory, modelsAuto: false });
  voices = new Voices(new LocalModels(settings, createLogger('test', 'silent')), settings);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it('gives no damaged voice to an engine, and says how to get it anew', async () => {
  const [{ model } = { model: undefined }] = await voices.list();
  await mkdir(join(directory, model!.name));
  for (const { name } of model!.files) await writeFile(join(directory, model!.name, name), 'not what it should be');
  await expect(voices.find({})).rejects.toMatchObject({
    code: 'MODEL_UNAVAILABLE',
    message: expect.stringMatching(/voice\.onnx has 21 bytes instead of 63201294.*npx switchyard models pull piper-/),
  });
  expect(await voices.missing()).toEqual([
    expect.stringMatching(/espeak-ng-data cannot be used: it is not here/),
    expect.stringMatching(/en_US-joe-medium cannot be used: voice\.onnx has 21 bytes/),
  ]);
  expect((await voices.list())[0]).toMatchObject({ state: 'damaged' });
});

it('has voices of six languages, each with its own', async () => {
  const languages = new Map((await voices.list()).map(({ name, language }) => [name, language]));
  expect([...new Set(languages.values())].sort()).toEqual(['en-US', 'es', 'fr', 'hi', 'it', 'pt-BR']);
  expect(languages.get('ef_dora')).toBe('es');
  await expect(voices.find({ language: 'es-MX' })).rejects.toThrow(/npx switchyard models pull kokoro-82m/);
});
