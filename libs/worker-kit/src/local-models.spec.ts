import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@switchyard/observability';
import { waitFor } from '@switchyard/testing';
import { LocalModels } from './local-models';
import { ModelSettings } from './model-settings';

it('says why a model that is missing could not be fetched', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'local-models-'));
  writeFileSync(join(scratch, 'file'), 'no directory');
  const settings = Object.assign(new ModelSettings(), { modelsDir: join(scratch, 'file') });
  const models = new LocalModels(settings, createLogger('test', 'silent'));
  const problem = async (): Promise<string> => (await models.missing(['silero-vad'])).join();
  expect(await problem()).toMatch(/silero-vad cannot be used: .*models pull silero-vad$/);
  settings.modelsAuto = false; // one try is under way, and no other begins
  await waitFor('the try', async () => /could not be fetched: .*(EEXIST|ENOTDIR)/.test(await problem()));
  rmSync(scratch, { recursive: true });
});
