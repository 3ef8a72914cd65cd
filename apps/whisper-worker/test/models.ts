import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VAD_MODEL } from '@switchyard/audio';
import { ModelStore, WhisperModels } from '@switchyard/models';

/** The smallest model, and the one tests are made with. */
export const TINY = 'whisper-tiny.en';
export const MISSING = 'whisper-medium';

const KEPT = join(__dirname, '..', '..', '..', '.switchyard', 'models');
const kept = new ModelStore({ modelsDir: KEPT });

/** A models directory of a test's own; its models are those that are kept for all tests, fetched and converted once. */
export class TestModels {
  private constructor(readonly directory: string) {}

  static async make(): Promise<TestModels> {
    return new TestModels(await mkdtemp(join(tmpdir(), 'switchyard-models-')));
  }

  /** The settings of a worker that takes its models from here and fetches none. */
  get settings(): Record<string, string> {
    return { MODELS_DIR: this.directory, MODELS_AUTO: 'false', WHISPER_MODEL: TINY };
  }

  async install(): Promise<void> {
    await new WhisperModels(kept).ensure(TINY, { kind: 'onnx' });
    for (const name of [TINY, VAD_MODEL]) await symlink(await kept.pull(name), join(this.directory, name));
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true });
  }
}

/** Other content for files of a model; null for no such file. */
export type Changed = Partial<Record<string, string | Uint8Array | null>>;

/** A copy of the model as faster-whisper's users have it, without what it was converted into, with some files changed. */
export async function modelDirectory(changed: Changed = {}): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'switchyard-model-'));
  const directory = join(parent, 'my-whisper');
  await mkdir(directory);
  const from = await kept.pull(TINY);
  for (const name of ['model.bin', 'config.json', 'tokenizer.json', 'vocabulary.txt']) {
    const content = changed[name];
    if (content === null) continue;
    if (content === undefined) await cp(join(from, name), join(directory, name));
    else await writeFile(join(directory, name), content);
  }
  return directory;
}
