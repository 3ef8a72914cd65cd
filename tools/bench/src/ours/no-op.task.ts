import { Injectable } from '@nestjs/common';
import {
  generateSubtitleFilesTask,
  type GenerateSubtitleFilesInput,
  type GenerateSubtitleFilesOutput,
  type Made,
} from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';

/** Writes no file, so it names none. */
const NOTHING = { subtitle_files: {}, cue_count: 0 } as Made<GenerateSubtitleFilesOutput>;

/** A task of the catalogue that does nothing: what is left is the platform. */
@Injectable()
export class NoOp {
  @TaskHandler(generateSubtitleFilesTask)
  async run(_input: GenerateSubtitleFilesInput, run: TaskRun): Promise<Made<GenerateSubtitleFilesOutput>> {
    run.describe({ engine: { name: 'no-op', version: '1' } });
    return NOTHING;
  }
}
