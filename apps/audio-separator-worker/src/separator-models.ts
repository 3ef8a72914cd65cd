import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { InputRejectedError, separateVocalsTask, type ModelIdentity } from '@switchyard/contracts';
import { hasCudaProvider } from '@switchyard/models';
import { LocalModels, type WorkerNeeds } from '@switchyard/worker-kit';
import type { EngineModel, Training } from './audio-separator-methods';
import { AudioSeparatorSettings } from './audio-separator.settings';

/** By name of the file; from the table of models that comes with Ultimate Vocal Remover. */
const TRAININGS: Readonly<Record<string, Training>> = {
  'UVR-MDX-NET-Inst_HQ_3.onnx': { size: 6144, gain: 1.022, stem: 'instrumental' },
  'UVR-MDX-NET-Voc_FT.onnx': { size: 7680, gain: 1.021, stem: 'vocals' },
};

/** The models of this worker; the standard one must be there before tasks are taken. */
@Injectable()
export class SeparatorModels implements WorkerNeeds {
  constructor(
    private readonly local: LocalModels,
    private readonly settings: AudioSeparatorSettings,
  ) {}

  models(): string[] {
    return [this.settings.separatorModel];
  }

  missing(): Promise<string[]> {
    return this.local.missing(this.models());
  }

  /** The file of a model, verified. @param device where it may compute */
  async find(
    asked: string | undefined,
    device: 'cpu' | 'cuda',
  ): Promise<{ model: EngineModel; identity: ModelIdentity }> {
    // People know the models by the names of their files, too.
    const name = (asked ?? this.settings.separatorModel).replace(/\.onnx$/, '');
    const { task } = await this.local.named(name);
    if (task !== separateVocalsTask.name) throw new InputRejectedError(`model_name: ${name} separates no voices`);
    const directory = await this.local.path(name);
    const found = (await this.local.ofTask(task)).find(({ model }) => model.name === name);
    const [file] = found?.model.files ?? [];
    const training = TRAININGS[file?.name ?? ''];
    if (!file || !training) throw new InputRejectedError(`model_name: it is not known how ${name} was trained`);
    const threads = this.settings.separatorThreads || availableParallelism();
    const model = { name, path: join(directory, file.name), threads, cuda: device === 'cuda' && hasCudaProvider() };
    return { model: { ...training, ...model }, identity: { name, sha256: file.sha256 } };
  }
}
