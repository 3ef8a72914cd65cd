import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { ModelIdentity } from '@switchyard/contracts';
import { hasCudaProvider } from '@switchyard/models';
import { LocalModels, type WorkerNeeds } from '@switchyard/worker-kit';
import type { EngineModel } from './pyannote-methods';
import { PyannoteSettings } from './pyannote.settings';

const MOST_THREADS = 4;
/** Windows that are heard at once. */
const BATCH = 4;

/** The model of this worker; it must be there before tasks are taken. */
@Injectable()
export class DiarizationModel implements WorkerNeeds {
  constructor(
    private readonly local: LocalModels,
    private readonly settings: PyannoteSettings,
  ) {}

  models(): string[] {
    return [this.settings.diarizationModel];
  }

  missing(): Promise<string[]> {
    return this.local.missing(this.models());
  }

  /** Its files, verified. @param device where it may compute */
  async find(device: 'cpu' | 'cuda'): Promise<{ files: EngineModel; identity: ModelIdentity }> {
    const { diarizationModel: name, diarizationThreads } = this.settings;
    const [model, directory] = [await this.local.named(name), await this.local.path(name)];
    const digests = new Map(model.files.map((file) => [file.name, file.sha256]));
    return {
      identity: { name, sha256: digests.get('embedding.onnx') ?? '' },
      files: {
        name,
        segmentation: join(directory, 'segmentation.onnx'),
        embedding: join(directory, 'embedding.onnx'),
        threads: diarizationThreads || Math.min(MOST_THREADS, availableParallelism()),
        cuda: device === 'cuda' && hasCudaProvider(),
        batch: BATCH,
      },
    };
  }
}
