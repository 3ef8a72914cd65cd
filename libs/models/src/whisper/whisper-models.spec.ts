import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelUnavailableError } from '@switchyard/contracts';
import { modelOf, samePlaces, Workplace, type Contents } from '../../test/model-fixture';
import { writeTinyWhisper } from '../../test/tiny-whisper';
import { loadCatalogue } from '../catalogue';
import { ModelStore } from '../model-store';
import { isWhisper, WhisperModels } from './whisper-models';

let workplace: Workplace;
let models: WhisperModels;
beforeEach(async () => {
  workplace = await Workplace.open();
  await writeTinyWhisper(workplace.at('source'));
  const names = await readdir(workplace.at('source'));
  const read = names.map(async (name) => [name, await readFile(join(workplace.at('source'), name))] as const);
  const contents: Contents = Object.fromEntries(await Promise.all(read));
  const source = { kind: 'file' as const, directory: workplace.at('source'), files: samePlaces(contents) };
  const catalogue = [{ ...modelOf(contents, [source], 'whisper-tiny'), aliases: ['tiny'] }];
  models = new WhisperModels(new ModelStore({ modelsDir: workplace.at('models'), catalogue }));
});
afterEach(() => workplace.cleanUp());

describe('Whisper models', () => {
  it('are fetched and converted, then found by any of their names', async () => {
    const ready = await models.ensure('tiny', { kind: 'ggml' });
    expect(ready.model).toBe(workplace.at('models/whisper-tiny/switchyard-ggml/ggml.bin'));
    expect(await models.find('whisper-tiny', 'ggml')).toEqual(ready);
    await access(ready.tokenizer);
  });

  it('are not usable before, for the reason that is true', async () => {
    await expect(models.find('tiny', 'ggml')).rejects.toThrow('it is not here');
    await models.ensure('tiny', { kind: 'ggml' });
    await expect(models.find('tiny', 'onnx')).rejects.toThrow(ModelUnavailableError);
    await expect(models.find('tiny', 'onnx')).rejects.toThrow('it is not converted yet');
  });

  it('outside the catalogue are converted beside their files', async () => {
    const { model } = await models.ensureDirectory(workplace.at('source'), { kind: 'ggml' });
    expect(model).toBe(workplace.at('source/switchyard-ggml/ggml.bin'));
  });
});

describe('the catalogue', () => {
  const catalogue = loadCatalogue();

  it.each([
    ['base', 'whisper-base'],
    ['Systran/faster-whisper-base', 'whisper-base'],
    ['large', 'whisper-large-v3'],
    ['turbo', 'whisper-large-v3-turbo'],
    ['Systran/faster-distil-whisper-small.en', 'whisper-distil-small.en'],
  ])('knows %s as %s', (alias, name) => {
    expect(new ModelStore({ modelsDir: workplace.at('models') }).model(alias).name).toBe(name);
  });

  it('tells models of Whisper from those that help it', () => {
    const names = catalogue.filter(isWhisper).map(({ name }) => name);
    expect(names).toHaveLength(16);
    expect(names.every((name) => name.startsWith('whisper-'))).toBe(true);
  });
});
