import { lstat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { VAD_MODEL } from '@switchyard/audio';
import { InputRejectedError } from '@switchyard/contracts';
import { isWhisper } from '@switchyard/models';
import { LocalModels, type WorkerNeeds } from '@switchyard/worker-kit';
import type { ModelPlace } from './whisper-methods';
import { WhisperSettings } from './whisper.settings';

/** What a directory with a CTranslate2 model has, as faster-whisper's users know it. */
const MODEL_FILES = ['model.bin', 'config.json', 'tokenizer.json'];

/** The Whisper models of this machine; the standard one and the VAD must be there before tasks are taken. */
@Injectable()
export class WhisperModelPlaces implements WorkerNeeds {
  constructor(
    private readonly local: LocalModels,
    private readonly settings: WhisperSettings,
  ) {}

  models(): string[] {
    return [this.settings.whisperModel];
  }

  async missing(): Promise<string[]> {
    const { whisperModel } = this.settings;
    const names = isDirectory(whisperModel) ? [VAD_MODEL] : [VAD_MODEL, whisperModel];
    const unusable = this.find().then(
      () => [],
      (error: unknown) => [wordOf(error)],
    );
    return [...new Set((await Promise.all([unusable, this.local.missing(names)])).flat())];
  }

  /** Where the VAD model is, verified. */
  vad(): Promise<string> {
    return this.local.path(VAD_MODEL);
  }

  /**
   * Where a model is that was asked for by name or directory, verified; the standard one without.
   * @throws InputRejectedError when there is no such model, ModelUnavailableError when it is not here
   */
  async find(asked = this.settings.whisperModel): Promise<ModelPlace> {
    const modelsDir = this.local.directory;
    if (isDirectory(asked)) return { modelsDir, name: basename(asked), directory: await modelDirectory(asked) };
    const model = await this.local.named(asked);
    if (!isWhisper(model)) throw new InputRejectedError(`model: ${asked} is not a Whisper model`);
    await this.local.path(model.name);
    return { modelsDir, name: model.name };
  }
}

const wordOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Names of models have slashes too, but no model's name begins like a path. */
const isDirectory = (model: string): boolean => /^\.{0,2}\//.test(model);

/** A directory that holds a model's files themselves: links could lead to files outside it. */
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
