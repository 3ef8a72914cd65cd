import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { InputRejectedError } from '@switchyard/contracts';
import { LocalModels, type WorkerNeeds } from '@switchyard/worker-kit';
import type { EngineModel } from '../llm-methods';
import { LlmSettings } from '../llm.settings';
import { Providers } from '../provider/providers';

/** The local language models; the standard one must be there before tasks are taken, unless a server can answer them. */
@Injectable()
export class LlmModels implements WorkerNeeds {
  constructor(
    private readonly local: LocalModels,
    private readonly settings: LlmSettings,
    private readonly providers: Providers,
  ) {}

  models(): string[] {
    return this.providers.areThere ? this.providers.names : [this.settings.llmModel];
  }

  async missing(): Promise<string[]> {
    if (this.providers.areThere || isFile(this.settings.llmModel)) return [];
    return this.local.missing([this.settings.llmModel]);
  }

  /**
   * The model of that name or file, the standard one without; a catalogue's is verified.
   * @throws InputRejectedError when there is no such model, ModelUnavailableError when it is not here
   */
  async find(asked = this.settings.llmModel, onGpu = false): Promise<EngineModel> {
    const { llmThreads, llmContext: contextTokens } = this.settings;
    const how = { threads: llmThreads || Math.max(1, availableParallelism() - 1), contextTokens, onGpu };
    if (isFile(asked)) return { name: basename(asked), file: resolve(asked), ...how };
    const { name, task, files } = await this.local.named(asked);
    const file = files.find((one) => one.name.endsWith('.gguf'));
    if (!task.startsWith('llm.') || !file)
      throw new InputRejectedError(`model: ${asked} is a model for ${task}, not a language model`);
    const directory = await this.local.path(name);
    return { name, file: join(directory, file.name), sha256: file.sha256, ...how };
  }
}

/** Names of models have slashes too, but no model's name begins like a path. */
const isFile = (model: string): boolean => /^\.{0,2}\//.test(model);
