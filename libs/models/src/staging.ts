import { copyFile, link, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Model, ModelFile } from './catalogue';
import { fileBytes, isErrno, sha256OfFile } from './files';
import { writeStampOfVerified } from './installed';
import type { ModelPlaces } from './layout';
import { WrongContentError } from './model-errors';

const SCRATCH = 'scratch-';

/**
 * Where a pull collects files until all of them are right. `parts/` survives a crash and is resumed, `files/` holds
 * what was verified, `scratch-*` is thrown away. Used only under the lock of the model.
 */
export class Staging {
  private readonly kept = new Set<ModelFile>();

  private constructor(
    private readonly places: ModelPlaces,
    private readonly model: Model,
  ) {}

  /** Opens the staging of a model and picks up what an earlier pull or a damaged installation has of it. */
  static async open(places: ModelPlaces, model: Model): Promise<Staging> {
    const staging = new Staging(places, model);
    const paths = model.files.flatMap(({ name }) => [staging.file(name), staging.part(name)]);
    for (const path of paths) await mkdir(dirname(path), { recursive: true });
    await staging.removeScratch();
    for (const file of model.files) await staging.pickUp(file);
    return staging;
  }

  get root(): string {
    return this.places.staging;
  }

  get missing(): ModelFile[] {
    return this.model.files.filter((file) => !this.kept.has(file));
  }

  get keptBytes(): number {
    return [...this.kept].reduce((sum, file) => sum + file.bytes, 0);
  }

  part(name: string): string {
    return join(this.root, 'parts', name);
  }

  file(name: string): string {
    return join(this.root, 'files', name);
  }

  /** Takes a finished part in if it is what the catalogue promises, and deletes it if not. */
  async keep(name: string): Promise<void> {
    const file = this.missing.find((each) => each.name === name);
    if (!file) throw new Error(`${name} is not missing in the model ${this.model.name}`);
    const part = this.part(name);
    const found = await sha256OfFile(part);
    if (found !== file.sha256) {
      await rm(part, { force: true });
      throw new WrongContentError(`${name} has sha256 ${found} instead of ${file.sha256}`);
    }
    await rename(part, this.file(name));
    this.kept.add(file);
  }

  /** Gives `work` an empty directory that is gone afterwards, whatever happens. */
  async scratch<T>(work: (directory: string) => Promise<T>): Promise<T> {
    const directory = await mkdtemp(join(this.root, SCRATCH));
    try {
      return await work(directory);
    } finally {
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  /** Moves the whole model into place at once. */
  async install(): Promise<void> {
    const files = join(this.root, 'files');
    await writeStampOfVerified(files, this.model.files);
    await setAside(this.places);
    await rename(files, this.places.directory);
    await rm(this.root, { recursive: true, force: true });
  }

  private async pickUp(file: ModelFile): Promise<void> {
    const staged = this.file(file.name);
    if (!(await matches(staged, file))) {
      await rm(staged, { force: true });
      const installed = join(this.places.directory, file.name);
      if (!(await matches(installed, file))) return;
      await link(installed, staged).catch(() => copyFile(installed, staged));
    }
    this.kept.add(file);
  }

  private async removeScratch(): Promise<void> {
    const left = (await readdir(this.root)).filter((name) => name.startsWith(SCRATCH));
    await Promise.all(left.map((name) => rm(join(this.root, name), { recursive: true, force: true, maxRetries: 5 })));
  }
}

/** Removes an installed model in one step, so that no reader sees half of it. */
export async function setAside({ directory, staging }: ModelPlaces): Promise<void> {
  await mkdir(staging, { recursive: true });
  const grave = await mkdtemp(join(staging, SCRATCH));
  try {
    await rename(directory, join(grave, 'old'));
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
  await rm(grave, { recursive: true, force: true, maxRetries: 5 });
}

async function matches(path: string, file: ModelFile): Promise<boolean> {
  return (await fileBytes(path)) === file.bytes && (await sha256OfFile(path)) === file.sha256;
}
