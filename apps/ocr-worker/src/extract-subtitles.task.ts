import { Injectable } from '@nestjs/common';
import {
  extractSubtitlesTask,
  type ExtractSubtitlesInput,
  type ExtractSubtitlesOutput,
  type Made,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { GpuLock } from '@switchyard/gpu-lock';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { OCR_ENGINE } from './ocr-identity';
import type { OcrMethods } from './ocr-methods';
import { OcrModels } from './ocr-models';
import { writeSubtitleFiles } from './subtitle-files';
import { unreadText, vietnameseText } from './subtitles/doubts';

/** The whole chain in one call: a video in, its burnt-in subtitles out. */
@Injectable()
export class ExtractSubtitles {
  constructor(
    private readonly engines: EnginePool<OcrMethods>,
    private readonly models: OcrModels,
  ) {}

  @TaskHandler(extractSubtitlesTask)
  @GpuLock()
  async extract(input: ExtractSubtitlesInput, run: TaskRun): Promise<Made<ExtractSubtitlesOutput>> {
    const model = await this.models.find(input.model, run.device);
    const params = {
      model: model.files,
      videoPath: input.video_path,
      area: input.subtitle_area,
      fps: input.fps,
      tempDir: await run.tempDir(),
    };
    const found = await this.engines.call('extractSubtitles', params, run.call);
    const files = await writeSubtitleFiles(found.cues, await run.outputDir());
    run.describe({ engine: OCR_ENGINE, model: model.identity, device: model.device, mediaSeconds: found.mediaSeconds });
    return {
      ...files,
      subtitle_area: found.area,
      frames_examined: found.framesExamined,
      frames_read: found.framesRead,
      degraded: [...found.degraded, ...unreadText(found.doubts, model), ...vietnameseText(found.cues, model)],
    };
  }
}
