import { Injectable } from '@nestjs/common';
import {
  extractSubtitlesTask,
  type ExtractSubtitlesInput,
  type ExtractSubtitlesOutput,
  type Made,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { GpuLock } from '@switchyard/gpu-lock';
import { steppingDown, TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { OCR_ENGINE } from './ocr-identity';
import type { OcrMethods } from './ocr-methods';
import { deviceOf, OcrModels } from './ocr-models';
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
      videoPath: input.video_path,
      area: input.subtitle_area,
      fps: input.fps,
      tempDir: await run.tempDir(),
    };
    const { made: found, ...stepped } = await steppingDown(model.files, (on) =>
      this.engines.call('extractSubtitles', { ...params, model: on }, run.call),
    );
    const files = await writeSubtitleFiles(found.cues, await run.outputDir(), found.picture);
    run.describe({
      engine: OCR_ENGINE,
      model: model.identity,
      device: deviceOf(stepped.model),
      mediaSeconds: found.mediaSeconds,
    });
    return {
      ...files,
      subtitle_area: found.area,
      frames_examined: found.framesExamined,
      frames_read: found.framesRead,
      degraded: [
        ...stepped.degraded,
        ...found.degraded,
        ...unreadText(found.doubts, model),
        ...vietnameseText(found.cues, model),
      ],
    };
  }
}
