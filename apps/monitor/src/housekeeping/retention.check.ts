import { Injectable } from '@nestjs/common';
import { isFinal } from '@switchyard/contracts';
import { toMs } from '@switchyard/monitoring';
import { TaskStore } from '@switchyard/task-store';
import type { Check, CheckOrder, Findings } from '../checks/check';
import { AttemptRecovery } from '../heartbeats/attempt-recovery';

const MOST_PER_CHECK = 500;
/** A workflow whose end is still to be told, or of a job that is still recorded, stays for so much longer, again and again. */
const PUT_OFF_MS = 60_000;

/** Workflows whose time is over, with their records and files. */
@Injectable()
export class Retention implements Check {
  readonly name = 'retention';

  constructor(
    private readonly store: TaskStore,
    private readonly recovery: AttemptRecovery,
  ) {}

  async run({ recover }: CheckOrder): Promise<Findings> {
    if (!recover) return {};
    const { redis, keys } = this.store;
    const now = toMs(await redis.time());
    const due = await redis.zrangebyscore(keys.retention, '-inf', now, 'LIMIT', 0, MOST_PER_CHECK);
    for (const workflowId of due) await this.remove(workflowId, now);
    return {};
  }

  /** Files go before the record that names them; a task that joins the workflow meanwhile ends the removal. */
  private async remove(workflowId: string, now: number): Promise<void> {
    const tasks = await this.store.read.tasksOfWorkflow(workflowId);
    if (tasks.length === 0) await this.store.redis.zrem(this.store.keys.retention, workflowId);
    if (tasks.some(({ status }) => !isFinal(status))) return;
    if (tasks.some(({ callback_status }) => callback_status === 'pending') || (await this.isOfJob(workflowId))) {
      await this.store.redis.zadd(this.store.keys.retention, 'XX', now + PUT_OFF_MS, workflowId);
      return;
    }
    for (const task of tasks) {
      await this.recovery.removeFiles(task);
      if ((await this.store.transitions.remove(task, true)) === 'changed') return;
    }
  }

  /** The items of a flow's job name the files of its tasks, however long it is paused. */
  private async isOfJob(workflowId: string): Promise<boolean> {
    return (await this.store.redis.exists(this.store.keys.flowJob(workflowId))) === 1;
  }
}
