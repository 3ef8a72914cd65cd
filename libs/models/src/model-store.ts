import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelUnavailableError } from '@switchyard/contracts';
import { loadCatalogue, type Catalogue, type Model, type Source } from './catalogue';
import { inspect, type Inspection } from './installed';
import { directoryName, ModelPlaces } from './layout';
import { UnknownModelError } from './model-errors';
import type { OnProgress } from './progress';
import { pullModel } from './pull';
import { holdLock } from './pull-lock';
import { setAside } from './staging';

export interface ModelStoreOptions {
  modelsDir: string;
  /** Tried before all other sources (`MODELS_MIRROR`): a directory, a `file:` or an `http(s):` base. */
  mirror?: string;
  /** Environment of pip and npm; inherited when left out. */
  env?: NodeJS.ProcessEnv;
  /** The catalogue that comes with Switchyard when left out. */
  catalogue?: Catalogue;
}

export interface PullOptions {
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

export interface ModelStatus extends Inspection {
  model: Model;
  /** Where the model is, or would be. */
  directory: string;
  /** Bytes of all its files, by the catalogue. */
  bytes: number;
}

/** The models of this machine: what there is, where it is, and how it gets there. */
export class ModelStore {
  private readonly modelsDir: string;
  private readonly catalogue: Catalogue;

  constructor(private readonly options: ModelStoreOptions) {
    this.modelsDir = resolve(options.modelsDir);
    this.catalogue = options.catalogue ?? loadCatalogue();
  }

  /** Every model of the catalogue and what is here of it. */
  list(): Promise<ModelStatus[]> {
    return Promise.all(this.catalogue.map((model) => this.statusOf(model, true)));
  }

  /** @throws UnknownModelError */
  model(name: string): Model {
    const found = this.catalogue.find((model) => model.name === name);
    if (found) return found;
    throw new UnknownModelError(
      name,
      this.catalogue.map((model) => model.name),
    );
  }

  /**
   * Directory of a model whose files were verified; hashes them where that has not been done since they changed.
   * @throws ModelUnavailableError
   */
  async path(name: string): Promise<string> {
    const { directory, state, problem } = await this.statusOf(this.model(name), true);
    if (state === 'present') return directory;
    throw new ModelUnavailableError(name, problem ?? state);
  }

  /** Fetches a model unless it is here, and returns its directory. */
  async pull(name: string, options: PullOptions = {}): Promise<string> {
    const model = this.model(name);
    const places = this.placesOf(model);
    const sources = [...this.mirrorOf(model), ...model.sources];
    await pullModel({ model, places, sources, env: this.options.env, ...options });
    return places.directory;
  }

  /** Hashes all files of a model anew. */
  verify(name: string): Promise<ModelStatus> {
    return this.statusOf(this.model(name), false);
  }

  /** Deletes a model and what an unfinished pull left of it. */
  async remove(name: string, signal?: AbortSignal): Promise<void> {
    const places = this.placesOf(this.model(name));
    await holdLock({ path: places.lock, signal }, async () => {
      await setAside(places);
      await rm(places.staging, { recursive: true, force: true });
    });
  }

  private async statusOf(model: Model, trustStamp: boolean): Promise<ModelStatus> {
    const { directory } = this.placesOf(model);
    const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
    return { model, directory, bytes, ...(await inspect(directory, model, trustStamp)) };
  }

  private placesOf(model: Model): ModelPlaces {
    return new ModelPlaces(this.modelsDir, model.name);
  }

  /** A mirror has the layout of a models directory, so that a copy of one is a mirror. */
  private mirrorOf({ name, files }: Model): Source[] {
    const { mirror } = this.options;
    if (!mirror) return [];
    const places = Object.fromEntries(files.map((file) => [file.name, `${directoryName(name)}/${file.name}`]));
    if (/^https?:/.test(mirror)) return [{ kind: 'https', base: mirror, files: places }];
    const directory = mirror.startsWith('file:') ? fileURLToPath(mirror) : mirror;
    return [{ kind: 'file', directory: resolve(directory), files: places }];
  }
}
