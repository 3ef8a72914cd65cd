import { Inject, Injectable } from '@nestjs/common';
import { TaskStore } from '@switchyard/task-store';
import type { Check, Findings } from '../checks/check';
import { MONITOR_ID } from '../monitor-id';

const MOST = 500;

/** Ends tasks whose first attempt has not begun within their `queue_ttl`. */
@Injectable()
export class ExpiredTasks implements Check {
  readonly name = 'expiries';

  constructor(
    private readonly store: TaskStore,
    @Inject(MONITOR_ID) private readonly id: string,
  ) {}

  async run(): Promise<Findings> {
    const { overdue, over } = await this.store.expiries.due(MOST);
    await this.store.expiries.forget(over);
    const outcomes = await Promise.all(
      overdue.map(async (task) => ({ task, outcome: await this.store.transitions.expire(task, this.id) })),
    );
    const actions = outcomes
      .filter(({ outcome }) => outcome === 'expired')
      .map(({ task }) => ({
        action: 'update_task_status' as const,
        task_id: task.task_id,
        result: 'it waited longer than its queue_ttl',
      }));
    return { timeouts: actions.length, actions };
  }

  nextInMs(): Promise<number | undefined> {
    return this.store.expiries.nextInMs();
  }
}
