import { Injectable, type Type } from '@nestjs/common';
import {
  generateSubtitleFilesTask,
  tasksOf,
  type GenerateSubtitleFilesInput,
  type GenerateSubtitleFilesOutput,
  type Made,
  type TaskDefinition,
} from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';

/** Writes no file, so it names none. */
const NOTHING = { subtitle_files: {}, cue_count: 0 } as Made<GenerateSubtitleFilesOutput>;

/** A task of the catalogue that does nothing: what is left is the platform. */
@Injectable()
class NoOp {
  @TaskHandler(generateSubtitleFilesTask)
  async run(_input: GenerateSubtitleFilesInput, run: TaskRun): Promise<Made<GenerateSubtitleFilesOutput>> {
    run.describe({ engine: { name: 'no-op', version: '1' } });
    return NOTHING;
  }
}

/** A worker starts only when it handles every task of its service, also those that are not measured. */
function unmeasured(task: TaskDefinition): Type {
  @Injectable()
  class Unmeasured {
    @TaskHandler(task)
    run(_input: object, _run: TaskRun): Promise<object> {
      throw new Error(`${task.name} is not measured`);
    }
  }
  return Unmeasured;
}

/** A handler for each task of the service. */
export const HANDLERS: Type[] = [
  NoOp,
  ...tasksOf('wservice')
    .filter(({ name }) => name !== generateSubtitleFilesTask.name)
    .map(unmeasured),
];
