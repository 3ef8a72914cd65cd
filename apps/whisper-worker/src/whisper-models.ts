import { lstat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { VAD_MODEL } from '@switchyard/audio';
import { InputRejectedError } from '@switchyard/contracts';
import { ModelStore, UnknownModelError, isWhisper } from '@switchyard/models';
import type { Logger } from '@switchyard/observability';
import { LOGGER, type WorkerNeeds } from '@switchyard/worker-kit';
import type { ModelPlace } from './whisper-methods';
import { WhisperSettings } from './whisper.settings';

/** What a directory with a CTranslate2 model has, as faster-whisper's users know it. */
const MODEL_FILES = ['model.bin', 'config.json', 'tokenizer.json'];

/** The Whisper models of this machine; the standard one and the VAD must be there before tasks are taken. */
@Injectable()
export class WhisperModelPlaces implements WorkerNeeds {
  private readonly store: ModelStore;
  private ready: string[] = [];
  private fetching: Promise<void> | undefined;

  constructor(
    @Inject(WhisperSettings) private readonly settings: WhisperSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.store = new ModelStore({ modelsDir: settings.modelsDir, mirror: settings.modelsMirror });
  }

  models(): string[] {
    return this.ready;
  }

  async missing(): Promise<string[]> {
    const { whisperModel } = this.settings;
    const names = isDirectory(whisperModel) ? [VAD_MODEL] : [VAD_MODEL, whisperModel];
    const looked = await Promise.allSettled([this.find(), ...names.map((name) => this.store.path(name))]);
    const problems = looked.flatMap((look) => (look.status === 'rejected' ? [wordOf(look.reason)] : []));
    if (problems.length > 0 && this.settings.modelsAuto) this.fetching ??= this.fetch(names);
    this.ready = problems.length === 0 ? [whisperModel] : [];
    return [...new Set(problems)];
  }

  /** Where the VAD model is, verified. */
  vad(): Promise<string> {
    return this.store.path(VAD_MODEL);
  }

  /**
   * Where a model is that was asked for by name or directory, verified; the standard one without.
   * @throws InputRejectedError when there is no such model, ModelUnavailableError when it is not here
   */
  async find(asked = this.settings.whisperModel): Promise<ModelPlace> {
    const { modelsDir } = this.store;
    if (isDirectory(asked)) return { modelsDir, name: basename(asked), directory: await modelDirectory(asked) };
    const model = this.modelNamed(asked);
    if (!isWhisper(model)) throw new InputRejectedError(`model: ${asked} is not a Whisper model`);
    await this.store.path(model.name);
    return { modelsDir, name: model.name };
  }

  private modelNamed(name: string): ReturnType<ModelStore['model']> {
    try {
      return this.store.model(name);
    } catch (error) {
      throw error instanceof UnknownModelError ? new InputRejectedError(`model: ${error.message}`) : error;
    }
  }

  private async fetch(names: string[]): Promise<void> {
    for (const name of names) {
      this.log.info({ event: 'model.fetching', model: name });
      await this.store.pull(name).then(
        () => this.log.info({ event: 'model.fetched', model: name }),
        (error: unknown) => this.log.warn({ event: 'model.unavailable', model: name, error: String(error) }),
      );
    }
    this.fetching = undefined;
  }
}

const wordOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Names of models have slashes too, but no model's name begins like a path. */
const isDirectory = (model: string): boolean => /^\.{0,2}\//.test(model);

/** A directory that holds a model's files themselves: links could lead to what nobody may read. */
async function modelDirectory(path: string): Promise<string> {
  const directory = resolve(path);
  for (const name of MODEL_FILES) {
    const found = await lstat(join(directory, name)).catch(() => undefined);
    if (!found?.isFile())
      throw new InputRejectedError(
        `model: ${basename(directory)} is no CTranslate2 model of Whisper: it has no file ${name}` +
          ' (convert one with ct2-transformers-converter --copy_files tokenizer.json)',
      );
  }
  return directory;
}
