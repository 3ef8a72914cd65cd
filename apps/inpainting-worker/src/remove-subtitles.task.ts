import { Injectable } from '@nestjs/common';
import {
  removeSubtitlesTask,
  type Made,
  type RemoveSubtitlesInput,
  type RemoveSubtitlesOutput,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import type { InpaintingMethods } from './inpainting-methods';

/** Takes burnt-in subtitles out of the picture of a video. */
@Injectable()
export class RemoveSubtitles {
  constructor(private readonly engines: EnginePool<InpaintingMethods>) {}

  @TaskHandler(removeSubtitlesTask)
  async remove(input: RemoveSubtitlesInput, run: TaskRun): Promise<Made<RemoveSubtitlesOutput>> {
    const { outputDir, tempDir } = run;
    const made = await this.engines.call('removeSubtitles', { input, outputDir, tempDir }, run.call);
    run.describe({ engine: made.engine, mediaSeconds: made.mediaSeconds });
    return made.output;
  }
}
