import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { InputRejectedError, type ModelIdentity } from '@switchyard/contracts';
import { ModelStore, UnknownModelError } from '@switchyard/models';
import type { Logger } from '@switchyard/observability';
import { LOGGER, type WorkerNeeds } from '@switchyard/worker-kit';
import { hasCudaProvider } from './cuda-provider';
import type { EngineModel } from './ocr-methods';
import { OcrSettings } from './ocr.settings';

/** A model an engine can load, and what the output says of it. */
export interface ReadyModel {
  files: EngineModel;
  identity: ModelIdentity;
  /** Where the engine computes with it. */
  device: 'cpu' | 'cuda';
}

/** The OCR models of this machine; the standard one must be there before tasks are taken. */
@Injectable()
export class OcrModels implements WorkerNeeds {
  private readonly store: ModelStore;
  private ready: string[] = [];
  private fetching: Promise<void> | undefined;

  constructor(
    @Inject(OcrSettings) private readonly settings: OcrSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.store = new ModelStore({ modelsDir: settings.modelsDir, mirror: settings.modelsMirror });
  }

  models(): string[] {
    return this.ready;
  }

  async missing(): Promise<string[]> {
    const name = this.settings.ocrModel;
    try {
      await this.store.path(name);
      this.ready = [name];
      return [];
    } catch (error) {
      if (this.settings.modelsAuto) this.fetching ??= this.fetch(name);
      return [error instanceof Error ? error.message : String(error)];
    }
  }

  /**
   * The files of a model that was asked for by name, verified; the standard one without a name.
   * @param device where it may compute
   */
  async find(name = this.settings.ocrModel, device: ReadyModel['device'] = 'cpu'): Promise<ReadyModel> {
    const directory = await this.store.path(name).catch((error: unknown) => {
      throw error instanceof UnknownModelError ? new InputRejectedError(`model: ${error.message}`) : error;
    });
    const { files, task } = this.store.model(name);
    if (!task.startsWith('paddleocr.'))
      throw new InputRejectedError(`model: ${name} is a model for ${task}, not for OCR`);
    const cuda = device === 'cuda' && hasCudaProvider();
    const known = new Map(files.map((file) => [file.name, file.sha256]));
    return {
      files: {
        name,
        detection: join(directory, 'detection.onnx'),
        recognition: join(directory, 'recognition.onnx'),
        dictionary: join(directory, 'dictionary.txt'),
        threads: this.settings.ocrThreads || undefined,
        cuda,
      },
      device: cuda ? 'cuda' : 'cpu',
      identity: { name, sha256: known.get('recognition.onnx') ?? '' },
    };
  }

  private async fetch(name: string): Promise<void> {
    this.log.info({ event: 'model.fetching', model: name });
    await this.store.pull(name).then(
      () => this.log.info({ event: 'model.fetched', model: name }),
      (error: unknown) => this.log.warn({ event: 'model.unavailable', model: name, error: String(error) }),
    );
    this.fetching = undefined;
  }
}
