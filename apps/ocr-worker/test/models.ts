import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelStore } from '@switchyard/models';
import { OcrSettings } from '../src/ocr.settings';

export const STANDARD_MODEL = new OcrSettings().ocrModel;
export const DAMAGED_MODEL = 'ppocr-v4';
export const MISSING_MODEL = 'ppocr-v4-gutenye';

const KEPT = join(__dirname, '..', '..', '..', '.switchyard', 'models');

/** A models directory of a test's own; its models are those that are kept for all tests. */
export class TestModels {
  private constructor(readonly directory: string) {}

  static async make(): Promise<TestModels> {
    return new TestModels(await mkdtemp(join(tmpdir(), 'switchyard-models-')));
  }

  /** The settings of a worker that takes its models from here and fetches none. */
  get settings(): Record<string, string> {
    return { MODELS_DIR: this.directory, MODELS_AUTO: 'false' };
  }

  /** Installs a model, fetched once for all tests. */
  async install(name = STANDARD_MODEL): Promise<void> {
    await symlink(await new ModelStore({ modelsDir: KEPT }).pull(name), join(this.directory, name));
  }

  /** Installs a model whose files have the right names and nothing else right. */
  async installDamaged(name = DAMAGED_MODEL): Promise<void> {
    const { files } = new ModelStore({ modelsDir: KEPT }).model(name);
    await mkdir(join(this.directory, name));
    for (const file of files) await writeFile(join(this.directory, name, file.name), 'not what it should be');
  }

  /** Installs a copy, whose files may be changed. */
  async installCopy(name = STANDARD_MODEL): Promise<string> {
    const path = join(this.directory, name);
    await cp(await new ModelStore({ modelsDir: KEPT }).pull(name), path, { recursive: true });
    return path;
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true });
  }
}
