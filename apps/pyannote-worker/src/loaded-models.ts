import { isDeepStrictEqual } from 'node:util';
import type { DiarizationModels } from './diarization/diarize';
import { Session } from './diarization/session';
import type { EngineModel } from './pyannote-methods';

/** The models this process holds; others take their place, so that memory stays that of one pair. */
export class LoadedModels {
  private current: { of: EngineModel; models: DiarizationModels } | undefined;

  async get(of: EngineModel): Promise<DiarizationModels> {
    if (this.current && isDeepStrictEqual(this.current.of, of)) return this.current.models;
    const before = this.current?.models;
    this.current = undefined;
    await Promise.all([before?.segmentation.close(), before?.embedding.close()]);
    const models = {
      segmentation: await Session.open(of.name, of.segmentation, of),
      embedding: await Session.open(of.name, of.embedding, of),
      batch: of.batch,
    };
    this.current = { of, models };
    return models;
  }
}
