import { Injectable } from '@nestjs/common';
import { JobReader } from '@switchyard/flows';
import { TaskStore } from '@switchyard/task-store';
import { OutlookService } from '../tasks/outlook';
import type { JobWait } from './replies';

/** Says what the tasks of a job wait for, e.g. for a worker that is not there. */
@Injectable()
export class JobWaits {
  constructor(
    private readonly reader: JobReader,
    private readonly store: TaskStore,
    private readonly outlook: OutlookService,
  ) {}

  async of(jobId: string): Promise<JobWait[]> {
    const open = await this.reader.openTasks(jobId);
    const waits = await Promise.all(
      open.map(async ({ routine_id, task_id }) => {
        const status = await this.store.read.status(task_id);
        if (status?.task.status !== 'queued') return [];
        const { reason } = await this.outlook.of(status.task, status.ahead);
        return [{ routine_id, task_id, reason }];
      }),
    );
    return waits.flat();
  }
}
