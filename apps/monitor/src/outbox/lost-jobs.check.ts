import { Injectable } from '@nestjs/common';
import { BullJobs } from '@switchyard/queue';
import { TaskStore, type TaskJob } from '@switchyard/task-store';
import type { Check, Findings } from '../checks/check';

const MOST = 500;

/**
 * Adds the missing jobs of queued tasks. A job is missing when the process that stored the task died before it added the job,
 * or when another program removed the job. A job that is there stays as it is.
 */
@Injectable()
export class LostJobs implements Check {
  readonly name = 'outbox';

  constructor(
    private readonly store: TaskStore,
    private readonly jobs: BullJobs,
  ) {}

  async run(): Promise<Findings> {
    const due = await this.store.outbox.due(MOST);
    const lost = await Promise.all(due.map(async (job) => ((await this.jobs.restore(job)) ? job : undefined)));
    const restored = lost.filter((job): job is TaskJob => job !== undefined);
    const actions = restored.map(({ taskId }) => ({
      action: 'update_task_status' as const,
      task_id: taskId,
      result: 'its job was added again',
    }));
    return { timeouts: actions.length, actions };
  }

  nextInMs(): Promise<number | undefined> {
    return this.store.outbox.nextInMs();
  }
}
