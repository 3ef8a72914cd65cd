import { Injectable } from '@nestjs/common';
import { InputRejectedError, isRemote, pathsIn, timeLevelsOf, type TimeLevels } from '@switchyard/contracts';
import { GpuLockSettings, standardLevels } from '@switchyard/gpu-lock';
import { PathProblem, SharedStorage } from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';
import type { AttemptRun } from './attempt-run';
import { Handlers, type Handler } from './handlers';
import { NoRoomError } from './outcome';
import { finishOutput } from './output';
import { RemoteInputs } from './remote-inputs';

/** No work begins with less; the outputs of most tasks fit in. */
const LEAST_ROOM_BYTES = 16 * 2 ** 20;

/** The part of an attempt that is the app's: its method, from the stored input to the output that is recorded. */
@Injectable()
export class TaskWork {
  constructor(
    private readonly handlers: Handlers,
    private readonly storage: SharedStorage,
    private readonly store: TaskStore,
    private readonly limits: GpuLockSettings,
    private readonly remote: RemoteInputs,
  ) {}

  async run(run: AttemptRun): Promise<object> {
    const handler = this.handlers.get(run.taskName);
    if (!handler) throw new InputRejectedError(`this worker does not know the task ${run.taskName}`);
    if ((await this.storage.freeBytes()) < LEAST_ROOM_BYTES) throw new NoRoomError('the shared storage');
    const input = await this.localInput(handler, run);
    const began = performance.now();
    const made = await handler.run(input, run);
    const seconds = (performance.now() - began) / 1000;
    return finishOutput(handler.task, made, run, seconds, this.storage);
  }

  /** The limits of an attempt, in seconds. */
  levelsOf({ taskName, task }: AttemptRun): TimeLevels {
    return timeLevelsOf(this.handlers.get(taskName)?.task ?? {}, task.timeout, standardLevels(this.limits));
  }

  /** The input as the method gets it: paths absolute, checked again because files may have changed since the submission. */
  private async localInput({ task }: Handler, run: AttemptRun): Promise<object> {
    const input = Object.assign(new task.input(), run.task.input);
    for (const { field, path, kind } of pathsIn(task.input, input)) {
      if (isRemote(path)) {
        Object.assign(input, { [field]: await this.remote.fetch(field, path, run) });
        continue;
      }
      const file = await this.storage
        .resolveInput(path, kind, (attempts) => this.store.read.areVisible(attempts))
        .catch((problem: unknown) => {
          throw problem instanceof PathProblem ? new InputRejectedError(`${field} ${problem.reason}`) : problem;
        });
      Object.assign(input, { [field]: file.absolute });
    }
    return input;
  }
}
