import { Injectable } from '@nestjs/common';
import { RequestError, isFinal } from '@switchyard/contracts';
import { SharedStorage } from '@switchyard/storage';
import { TaskStore, type StoredTask } from '@switchyard/task-store';
import { TaskEnds } from './task-ends';

/** How long a reply to a cancel waits for the worker's confirmation. */
const CONFIRM_MS = 5000;
const PRODUCER = 'gateway';

export interface RemovalResult {
  resource: 'record' | 'files';
  status: 'deleted' | 'skipped' | 'failed';
  message: string;
}

/** Cancels and removes tasks. */
@Injectable()
export class TaskEndingService {
  constructor(
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    private readonly ends: TaskEnds,
  ) {}

  /** The task after the request: cancelled, or still running when its worker has not confirmed in time. */
  async cancel(task: StoredTask): Promise<StoredTask> {
    const outcome = await this.store.transitions.cancel(task, PRODUCER);
    if (outcome === 'gone')
      throw new RequestError('TASK_NOT_FOUND', 'task not found', `task ${task.task_id} does not exist`);
    if (outcome === 'final') {
      const now = (await this.store.read.get(task.task_id)) ?? task;
      throw new RequestError('TASK_CONFLICT', 'the task has already ended', `task ${task.task_id} is ${now.status}`);
    }
    if (outcome === 'cancelled') await this.removeFiles(task);
    return this.ends.wait(task, CONFIRM_MS);
  }

  /** Removes record and files; a task that has not ended only with `force`, which cancels it first. */
  async remove(task: StoredTask, force: boolean): Promise<RemovalResult[]> {
    let last = task;
    if (!isFinal(task.status)) {
      if (!force) {
        const hint = `task ${task.task_id} is ${task.status}; cancel it first or use ?force=true`;
        throw new RequestError('TASK_CONFLICT', 'the task has not ended', hint);
      }
      last = await this.cancel(task);
      if (!isFinal(last.status))
        throw new RequestError('TASK_CONFLICT', 'the task is still being stopped', 'try again in a moment');
    }
    const files = await this.removeFiles(last).then(
      (count): RemovalResult => ({
        resource: 'files',
        status: count > 0 ? 'deleted' : 'skipped',
        message: `${count} directories`,
      }),
      (): RemovalResult => ({ resource: 'files', status: 'failed', message: 'the files could not be removed' }),
    );
    const gone = await this.store.transitions.remove(last);
    const record: RemovalResult = { resource: 'record', status: gone === 'ok' ? 'deleted' : 'skipped', message: gone };
    return [record, files];
  }

  private async removeFiles({
    workflow_id: workflowId,
    task_name: taskName,
    task_id: taskId,
  }: StoredTask): Promise<number> {
    return (await this.storage.removeAttempts({ workflowId, taskName, taskId })).length;
  }
}
