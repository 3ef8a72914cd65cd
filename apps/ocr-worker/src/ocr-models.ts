import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { InputRejectedError, type ModelIdentity } from '@switchyard/contracts';
import { LocalModels, type WorkerNeeds } from '@switchyard/worker-kit';
import { hasCudaProvider } from '@switchyard/models';
import type { EngineModel } from './ocr-methods';
import { OcrSettings } from './ocr.settings';

/** A model an engine can load, and what the output says of it. */
export interface ReadyModel {
  name: string;
  /** BCP 47 codes of the languages whose letters it knows. */
  languages: string[];
  files: EngineModel;
  identity: ModelIdentity;
}

/** Where an engine computes with a model. */
export const deviceOf = ({ cuda }: EngineModel): 'cpu' | 'cuda' => (cuda ? 'cuda' : 'cpu');

/** The OCR models of this machine; the standard one must be there before tasks are taken. */
@Injectable()
export class OcrModels implements WorkerNeeds {
  constructor(
    private readonly local: LocalModels,
    private readonly settings: OcrSettings,
  ) {}

  models(): string[] {
    return [this.settings.ocrModel];
  }

  missing(): Promise<string[]> {
    return this.local.missing(this.models());
  }

  /**
   * The files of a model that was asked for by name, verified; the standard one without a name.
   * @param device where it may compute
   */
  async find(name = this.settings.ocrModel, device: 'cpu' | 'cuda' = 'cpu'): Promise<ReadyModel> {
    const { files, task, languages } = await this.local.named(name);
    if (!task.startsWith('paddleocr.'))
      throw new InputRejectedError(`model: ${name} is a model for ${task}, not for OCR`);
    const directory = await this.local.path(name);
    const known = new Map(files.map((file) => [file.name, file.sha256]));
    return {
      name,
      languages,
      files: {
        name,
        detection: join(directory, 'detection.onnx'),
        recognition: join(directory, 'recognition.onnx'),
        dictionary: join(directory, 'dictionary.txt'),
        threads: this.settings.ocrThreads || undefined,
        cuda: device === 'cuda' && hasCudaProvider(),
      },
      identity: { name, sha256: known.get('recognition.onnx') ?? '' },
    };
  }
}
