import { Injectable } from '@nestjs/common';
import { InputRejectedError, isRemote, pathsIn, timeLevelsOf, type TimeLevels } from '@switchyard/contracts';
import { GpuLockSettings, standardLevels } from '@switchyard/gpu-lock';
import { PathProblem, SharedStorage, type AttemptPlace } from '@switchyard/storage';
import { TaskStore, refOf, type StoredTask } from '@switchyard/task-store';
import type { AttemptRun } from './attempt-run';
import { Handlers, type Handler } from './handlers';
import { NoRoomError } from './outcome';
import { finishOutput } from './output';
import { OutputCopies } from './output-copies';
import { RemoteInputs, type FetchedInputs } from './remote-inputs';

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
    private readonly copies: OutputCopies,
  ) {}

  /** @param fetched what was fetched before the attempt began */
  async run(run: AttemptRun, fetched?: FetchedInputs): Promise<object> {
    const handler = this.handlers.get(run.taskName);
    if (!handler) throw new InputRejectedError(`this worker does not know the task ${run.taskName}`);
    if ((await this.storage.freeBytes()) < LEAST_ROOM_BYTES) throw new NoRoomError('the shared storage');
    const input = await this.localInput(handler, run, fetched);
    const began = performance.now();
    const made = await handler.run(input, run);
    const seconds = (performance.now() - began) / 1000;
    const output = finishOutput(handler.task, { made, input, seconds }, run, this.storage);
    if (!run.task.upload) return output;
    await run.giveBackGpu(); // which is not to wait for the network
    return { ...(await this.copies.make(run, handler.task, output)), ...output };
  }

  /** Fetches what a task needs from elsewhere before its attempt begins; nothing when all is here. */
  async fetchInputs(task: StoredTask, signal: AbortSignal): Promise<FetchedInputs | undefined> {
    const handler = this.handlers.get(task.task_name);
    if (!handler) return undefined;
    const remote = pathsIn(handler.task.input, task.input).filter(({ path }) => isRemote(path));
    return remote.length > 0 ? this.remote.fetchAll(remote, fetchPlace(task), signal) : undefined;
  }

  /** Removes what `fetchInputs` has left. */
  async removeFetched(task: StoredTask): Promise<void> {
    await this.storage.removeTemp(fetchPlace(task));
  }

  /** The limits of an attempt, in seconds. */
  levelsOf({ taskName, task }: AttemptRun): TimeLevels {
    return timeLevelsOf(this.handlers.get(taskName)?.task ?? {}, task.timeout, standardLevels(this.limits));
  }

  /** The input as the method gets it: paths absolute, checked again because files may have changed since the submission. */
  private async localInput({ task }: Handler, run: AttemptRun, fetched?: FetchedInputs): Promise<object> {
    if (fetched?.failure) throw fetched.failure as Error;
    const input = Object.assign(new task.input(), run.task.input);
    for (const { field, path, kind } of pathsIn(task.input, input)) {
      if (isRemote(path)) {
        const file = fetched?.files[field] ?? (await this.remote.fetch(field, path, await run.tempDir(), run.signal));
        Object.assign(input, { [field]: file });
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

/** Under the fence of the queued task: no attempt has the same. */
const fetchPlace = (task: StoredTask): AttemptPlace => ({ ...refOf(task), fence: task.fence });
