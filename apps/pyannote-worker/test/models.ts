import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelStore } from '@switchyard/models';
import { PyannoteSettings } from '../src/pyannote.settings';

export const STANDARD_MODEL = new PyannoteSettings().diarizationModel;

const KEPT = join(__dirname, '..', '..', '..', '.switchyard', 'models');

/** A models directory of a test's own; its model is the one that is kept for all tests, fetched once. */
export class TestModels {
  private constructor(readonly directory: string) {}

  static async make(): Promise<TestModels> {
    return new TestModels(await mkdtemp(join(tmpdir(), 'switchyard-models-')));
  }

  /** The settings of a worker that takes its model from here and fetches none. */
  get settings(): Record<string, string> {
    return { MODELS_DIR: this.directory, MODELS_AUTO: 'false' };
  }

  async install(): Promise<void> {
    const kept = await new ModelStore({ modelsDir: KEPT }).pull(STANDARD_MODEL);
    await symlink(kept, join(this.directory, STANDARD_MODEL));
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true });
  }
}
