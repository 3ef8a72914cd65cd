import { isDeepStrictEqual } from 'node:util';
import type { EngineModel } from './ocr-methods';
import { OcrEngine } from './ocr/ocr-engine';

/** The model this process holds; another one takes its place, so that memory stays that of one. */
export class LoadedModel {
  private current: { model: EngineModel; engine: OcrEngine } | undefined;

  async get(model: EngineModel): Promise<OcrEngine> {
    if (this.current && isDeepStrictEqual(this.current.model, model)) return this.current.engine;
    await this.current?.engine.close();
    this.current = undefined;
    const engine = await OcrEngine.load(model, { threads: model.threads, cuda: model.cuda });
    this.current = { model, engine };
    return engine;
  }
}
