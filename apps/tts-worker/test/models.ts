import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelStore } from '@switchyard/models';

export const KEPT = join(__dirname, '..', '..', '..', '.switchyard', 'models');
export const VOICE = 'piper-en_US-joe-medium';

/** A models directory of a test's own; its models are those that are kept for all tests. */
export class TestModels {
  private constructor(readonly directory: string) {}

  static async make(): Promise<TestModels> {
    const models = new TestModels(await mkdtemp(join(tmpdir(), 'switchyard-models-')));
    const kept = new ModelStore({ modelsDir: KEPT });
    for (const name of ['espeak-ng-data', VOICE]) await symlink(await kept.pull(name), join(models.directory, name));
    return models;
  }

  /** The settings of a worker that takes its models from here and fetches none. */
  get settings(): Record<string, string> {
    return { MODELS_DIR: this.directory, MODELS_AUTO: 'false', TTS_THREADS: '1' };
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true });
  }
}
