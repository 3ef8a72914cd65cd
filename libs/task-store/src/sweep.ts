import { join } from 'node:path';
import { isFinal, type ServiceName } from '@switchyard/contracts';
import type { TaskQueues } from '@switchyard/queue';
import { Script } from '@switchyard/redis';
import type { TaskStore } from './task-store';
import type { StoredTask } from './record-codec';
import { OUTBOX_FIRST_LOOK_MS } from './store-settings';

const TICK = new Script(join(__dirname, 'lua', 'tick.lua'));
const LEASE = new Script(join(__dirname, 'lua', 'lease.lua'));
const MOST_PER_TICK = 500;
const LONGEST_LOOK_MS = 600_000;

export interface SweepReport {
  orphaned: number;
  requeued: number;
  looked: number;
  removed: number;
}

/** What is to be done outside Redis when a task ends without its worker, or is forgotten. */
export interface SweepEffects {
  removeFiles(task: StoredTask): Promise<void>;
}

/** Finds what fell between two steps: attempts that stopped beating, queued tasks without a job, finished workflows. */
export class Sweep {
  constructor(
    private readonly store: TaskStore,
    private readonly queues: TaskQueues,
    private readonly effects: SweepEffects,
    private readonly options: { producer: string; intervalMs: number },
  ) {}

  /** Whether this process may sweep now; one does at a time, another takes over after three missed turns. */
  async isOurs(): Promise<boolean> {
    const { redis, keys } = this.store;
    const reply = await LEASE.run(redis, [keys.lease('sweep')], [this.options.producer, this.options.intervalMs * 3]);
    return reply === 1;
  }

  async run(): Promise<SweepReport> {
    const { redis, keys, settings } = this.store;
    const absence = Math.max(this.options.intervalMs * 4, 1000);
    const [now, late, outbox, expired] = (await TICK.run(
      redis,
      [keys.sweep, keys.heartbeats, keys.outbox, keys.retention],
      [absence, settings.heartbeatTimeoutMs, MOST_PER_TICK],
    )) as [string, string[], string[], string[]];
    const orphaned = await this.recoverLate(late);
    await this.lookAtOutbox(outbox, Number(now));
    const removed = await this.removeExpired(expired);
    await this.store.heartbeats.forgetSilentWorkers(Number(now));
    return { ...orphaned, looked: outbox.length, removed };
  }

  private async recoverLate(taskIds: string[]): Promise<{ orphaned: number; requeued: number }> {
    let orphaned = 0;
    let requeued = 0;
    for (const task of await this.store.read.getMany(taskIds)) {
      if (!task) continue;
      const { outcome, fence } = await this.store.transitions.orphan(task, this.options.producer);
      if (outcome !== 'alive') orphaned += 1;
      if (outcome === 'queued') {
        requeued += 1;
        await this.queues.add({ ...toJob(task), fence });
      }
      if (outcome === 'failed' || outcome === 'cancelled') await this.effects.removeFiles(task);
    }
    await this.dropMissing(taskIds);
    return { orphaned, requeued };
  }

  /** A record that was removed by hand leaves nothing to recover. */
  private async dropMissing(taskIds: string[]): Promise<void> {
    const { redis, keys } = this.store;
    const tasks = await this.store.read.getMany(taskIds);
    const missing = taskIds.filter((_id, i) => tasks[i] === null);
    if (missing.length > 0) await redis.zrem(keys.heartbeats, ...missing);
  }

  /** Adding a job that is there already changes nothing, so a look is an add; the next look comes at twice the age. */
  private async lookAtOutbox(taskIds: string[], now: number): Promise<void> {
    const { redis, keys } = this.store;
    const tasks = await this.store.read.getMany(taskIds);
    for (const [i, id] of taskIds.entries()) {
      const task = tasks[i];
      if (!task || task.status !== 'queued') {
        await redis.zrem(keys.outbox, id);
        continue;
      }
      const due = task.due_at ?? Date.parse(task.created_at);
      await this.queues.add({ ...toJob(task), delayMs: Math.max(0, due - now) });
      const wait = Math.min(Math.max(now - due, OUTBOX_FIRST_LOOK_MS), LONGEST_LOOK_MS);
      await redis.zadd(keys.outbox, 'XX', now + wait, id);
    }
  }

  /** Files go before the record that names them; a task that joins the workflow meanwhile ends the removal. */
  private async removeExpired(workflowIds: string[]): Promise<number> {
    let removed = 0;
    for (const workflowId of workflowIds) {
      const tasks = await this.store.read.tasksOfWorkflow(workflowId);
      if (tasks.length === 0) await this.store.redis.zrem(this.store.keys.retention, workflowId);
      if (tasks.some(({ status }) => !isFinal(status))) continue;
      for (const task of tasks) {
        await this.effects.removeFiles(task);
        if ((await this.store.transitions.remove(task, true)) === 'changed') break;
        removed += 1;
      }
    }
    return removed;
  }
}

export const toJob = (
  task: StoredTask,
): { taskId: string; taskName: string; workflowId: string; service: ServiceName; fence: number } => ({
  taskId: task.task_id,
  taskName: task.task_name,
  workflowId: task.workflow_id,
  service: task.service as ServiceName,
  fence: task.fence,
});
