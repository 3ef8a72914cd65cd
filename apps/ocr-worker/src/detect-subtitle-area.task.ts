import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  InputRejectedError,
  detectSubtitleAreaTask,
  type DetectSubtitleAreaInput,
  type DetectSubtitleAreaOutput,
  type Made,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { GpuLock } from '@switchyard/gpu-lock';
import { steppingDown, TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { OCR_ENGINE } from './ocr-identity';
import type { OcrMethods } from './ocr-methods';
import { deviceOf, OcrModels } from './ocr-models';
import { NO_AREA } from './subtitles/subtitle-area';

const PICTURE = /\.(jpe?g|png|webp)$/i;

/** Finds where subtitles stand, from pictures spread over a video. */
@Injectable()
export class DetectSubtitleArea {
  constructor(
    private readonly engines: EnginePool<OcrMethods>,
    private readonly models: OcrModels,
  ) {}

  @TaskHandler(detectSubtitleAreaTask)
  @GpuLock()
  async detect(input: DetectSubtitleAreaInput, run: TaskRun): Promise<Made<DetectSubtitleAreaOutput>> {
    const model = await this.models.find(input.model, run.device);
    const names = (await readdir(input.keyframe_dir)).filter((name) => PICTURE.test(name)).sort();
    if (names.length === 0)
      throw new InputRejectedError(`${basename(input.keyframe_dir)} has no JPEG, PNG or WebP pictures`);
    const pictures = names.map((name) => join(input.keyframe_dir, name));
    const { made: found, ...stepped } = await steppingDown(model.files, (on) =>
      this.engines.call('detectArea', { model: on, pictures }, run.call),
    );
    run.describe({ engine: OCR_ENGINE, model: model.identity, device: deviceOf(stepped.model) });
    return {
      subtitle_area: found.area,
      confidence: found.confidence,
      frames_examined: found.framesExamined,
      keyframe_dir: input.keyframe_dir,
      degraded: [...stepped.degraded, ...(found.area ? [] : [NO_AREA])],
    };
  }
}
