import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelUnavailableError } from '@switchyard/contracts';
import { loadCatalogue, type Catalogue, type Hub, type Model, type Source } from './catalogue';
import { inspect, type Inspection } from './installed';
import { directoryName, ModelPlaces, pinPath } from './layout';
import { ModelPullError, UnknownModelError } from './model-errors';
import { askHub, keepPin, pinned, readPin, type Pin } from './pin';
import type { OnProgress } from './progress';
import { pullModel, reasonOf } from './pull';
import { holdLock } from './pull-lock';
import { setAside } from './staging';

const HUB = 'https://huggingface.co/';

export interface ModelStoreOptions {
  modelsDir: string;
  /** Tried before all other sources (`MODELS_MIRROR`): a directory, a `file:` or an `http(s):` base. */
  mirror?: string;
  /** Environment of pip and npm; inherited when left out. */
  env?: NodeJS.ProcessEnv;
  /** Base of the hub that knows the files which the catalogue does not pin. */
  hub?: string;
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
  /** Bytes of all its files, by the catalogue; roughly, while only a hub knows them. */
  bytes: number;
}

/** The models of this machine: what there is, where it is, and how it gets there. */
export class ModelStore {
  /** Absolute. */
  readonly modelsDir: string;
  private readonly catalogue: Catalogue;

  constructor(private readonly options: ModelStoreOptions) {
    this.modelsDir = resolve(options.modelsDir);
    this.catalogue = options.catalogue ?? loadCatalogue();
  }

  /** Every model of the catalogue and what is here of it. */
  list(): Promise<ModelStatus[]> {
    return Promise.all(this.catalogue.map((model) => this.statusOf(model, true)));
  }

  /**
   * The entry of a model by its name or an alias.
   * @throws UnknownModelError
   */
  model(name: string): Model {
    const found = this.catalogue.find((model) => model.name === name || model.aliases.includes(name));
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
    const entry = this.model(name);
    const places = this.placesOf(entry);
    const model = entry.hub ? pinned(entry, await this.pin(entry, entry.hub, options.signal), this.hub) : entry;
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

  private async statusOf(entry: Model, trustStamp: boolean): Promise<ModelStatus> {
    const { directory } = this.placesOf(entry);
    const { hub } = entry;
    const pin = hub && (await this.knownPin(hub));
    if (hub && !pin) return { model: entry, directory, bytes: hub.bytes, ...UNPINNED };
    const model = pin ? pinned(entry, pin, this.hub) : entry;
    const bytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
    return { model, directory, bytes, ...(await inspect(directory, model, trustStamp)) };
  }

  private knownPin(hub: Hub): Promise<Pin | undefined> {
    return readPin(() => readFile(join(this.modelsDir, pinPath(hub.repo)), 'utf8'));
  }

  /** The pin of this machine, or that of the mirror, or a new one. */
  private async pin(model: Model, hub: Hub, signal?: AbortSignal): Promise<Pin> {
    const known = await this.knownPin(hub);
    if (known) return known;
    const mirrored = await readPin(() => this.readMirror(pinPath(hub.repo)));
    return keepPin(join(this.modelsDir, pinPath(hub.repo)), mirrored ?? (await this.newPin(model, hub, signal)));
  }

  private async newPin(model: Model, hub: Hub, signal?: AbortSignal): Promise<Pin> {
    try {
      return await askHub(hub, this.hub, signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw new ModelPullError(model.name, hub.files, [{ source: this.hub + hub.repo, reason: reasonOf(error) }]);
    }
  }

  private get hub(): string {
    return this.options.hub ?? HUB;
  }

  private placesOf(model: Model): ModelPlaces {
    return new ModelPlaces(this.modelsDir, model.name);
  }

  /** A mirror has the layout of a models directory, so that a copy of one is a mirror. */
  private mirrorOf({ name, files }: Model): Source[] {
    const { mirror } = this.options;
    if (!mirror) return [];
    const places = Object.fromEntries(files.map((file) => [file.name, `${directoryName(name)}/${file.name}`]));
    if (isWeb(mirror)) return [{ kind: 'https', base: mirror, files: places }];
    return [{ kind: 'file', directory: directoryOf(mirror), files: places }];
  }

  private async readMirror(path: string): Promise<string> {
    const { mirror } = this.options;
    if (!mirror) return '';
    if (!isWeb(mirror)) return readFile(join(directoryOf(mirror), path), 'utf8');
    const response = await fetch(new URL(path, mirror.endsWith('/') ? mirror : `${mirror}/`));
    return response.text();
  }
}

const UNPINNED: Inspection = { state: 'missing', problem: 'it is not here', bytesOnDisk: 0 };

const isWeb = (mirror: string): boolean => /^https?:/.test(mirror);

const directoryOf = (mirror: string): string => resolve(mirror.startsWith('file:') ? fileURLToPath(mirror) : mirror);
