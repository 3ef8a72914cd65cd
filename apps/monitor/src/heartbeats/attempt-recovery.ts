import { Inject, Injectable } from '@nestjs/common';
import { TaskCancelledError } from '@switchyard/contracts';
import { GpuLeaseLostError } from '@switchyard/gpu-lock';
import { DeadTasks } from '@switchyard/monitoring';
import { SharedStorage, StalledShareError, type AttemptPlace } from '@switchyard/storage';
import { TaskStore, refOf, type Orphaned, type StoredTask } from '@switchyard/task-store';
import { MONITOR_ID } from '../monitor-id';

/** Fences off attempts that died. When several monitors try, only the first one changes something. */
@Injectable()
export class AttemptRecovery {
  constructor(
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    private readonly dead: DeadTasks,
    @Inject(MONITOR_ID) private readonly monitor: string,
  ) {}

  /**
   * One script fences the attempt off and decides about its task.
   * @returns what became of the task; `alive` when its attempt gave a sign of life after all, or another was faster
   */
  async orphan(task: StoredTask): Promise<Orphaned> {
    return this.store.transitions.orphan(task, this.monitor, await this.storage.isGivenBack(placeOf(task)));
  }

  /**
   * Remembers the dead, and removes the files of a task that will not be tried again.
   * @param lastBeat last sign of life of the attempt, Unix milliseconds
   */
  async bury(task: StoredTask, lastBeat: number, outcome: Exclude<Orphaned, 'alive'>): Promise<void> {
    const last_update = Math.max(0, lastBeat);
    await this.dead.bury(task.task_id, { task_name: task.task_name, last_update, status: outcome });
    if (outcome !== 'queued') await this.removeFiles(task);
  }

  /** Recovers an attempt that is known to be dead, even before its heartbeat is late; during a grace period it is `spared`. */
  async recoverNow(task: StoredTask, heartbeatTimeoutMs: number): Promise<Orphaned | 'spared'> {
    const deadline = await this.dead.makeLate(task.task_id, task.fence);
    if (deadline === undefined) return 'alive';
    if (deadline === 'spared') return deadline;
    const outcome = await this.orphan(task);
    if (outcome !== 'alive') await this.bury(task, deadline - heartbeatTimeoutMs, outcome);
    return outcome;
  }

  /**
   * Takes an attempt from a worker that was told of the loss of its GPU and is slow to end; no attempt and no death is counted,
   * as when the worker says so itself.
   */
  async takeBack(task: StoredTask, { lockKey, reason }: { lockKey: string; reason: string }): Promise<Orphaned> {
    const attempt = { ...refOf(task), fence: task.fence, worker: this.monitor };
    const { transitions } = this.store;
    const lost = { ...new GpuLeaseLostError(lockKey, reason).toFailure(), deadly: false };
    const answer = await transitions.retry(attempt, 0, lost, false);
    if (answer === 'ok') return 'queued';
    const cancelled = new TaskCancelledError().toFailure();
    if (answer === 'lost' || (await transitions.fail(attempt, 'cancelled', cancelled)) !== 'ok') return 'alive';
    await this.removeFiles(task);
    return 'cancelled';
  }

  async removeFiles(task: StoredTask): Promise<void> {
    await this.storage.removeAttempts(placeOf(task)).catch((error: unknown) => {
      // housekeeping finds what is left; the next dead attempt does not wait for the share
      if (!(error instanceof StalledShareError)) throw error;
    });
  }
}

const placeOf = ({
  workflow_id: workflowId,
  task_name: taskName,
  task_id: taskId,
  fence,
}: StoredTask): AttemptPlace => ({ workflowId, taskName, taskId, fence });
