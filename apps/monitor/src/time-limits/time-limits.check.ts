import { CATALOGUE, timeLevels, timeLevelsOf, type TimeLevels } from '@switchyard/contracts';
import { standardLevels, type GpuLockSettings } from '@switchyard/gpu-lock';
import { overLimit } from '@switchyard/monitoring';
import type { StoredTask, TaskStore } from '@switchyard/task-store';
import type { Check, CheckOrder, Findings, FoundAction } from '../checks/check';
import { Told } from '../checks/told';

/** A worker ends a task at its limit by itself; it gets this long to do so and to say it. */
const GRACE_MS = 30_000;
/** Tasks read from Redis at a time: a page this small does not hold up other clients of Redis. */
const PAGE = 200;
/** Least time between two looks at all running tasks. */
const EVERY_MS = 30_000;

interface Over {
  task: StoredTask;
  level: keyof TimeLevels;
  limitSeconds: number;
}

/**
 * Looks after limits that a worker should have noticed by itself: tells of a warning and of a soft limit, and has the worker end an
 * attempt that is over its hard limit. The task is over when the worker says that the attempt has ended, or stops beating.
 */
export class TimeLimits implements Check {
  readonly name = 'time limits';
  private readonly told = new Told();
  private readonly asked = new Told();
  private lastMs = -Infinity;

  constructor(
    private readonly store: TaskStore,
    private readonly limits: GpuLockSettings,
    private readonly everyMs = EVERY_MS,
    private readonly graceMs = GRACE_MS,
  ) {}

  async run({ recover, now, heartbeatTimeoutMs }: CheckOrder): Promise<Findings> {
    if (!now && performance.now() - this.lastMs < this.everyMs) return {};
    this.lastMs = performance.now();
    const over = await this.over(heartbeatTimeoutMs);
    const ended = over.filter(({ level }) => level === 'hard').map(({ task }) => task);
    const news = ended.filter(({ task_id, fence }) => this.told.isNews(task_id, fence));
    const asked = recover ? ended.filter(({ task_id, fence }) => this.asked.isNews(task_id, fence)) : [];
    if (recover) await Promise.all(over.map((one) => this.tell(one)));
    return { late: ended.length, timeouts: news.length, actions: actionsOf(news, asked) };
  }

  private async over(heartbeatTimeoutMs: number): Promise<Over[]> {
    const { redis, keys, read } = this.store;
    const standard = standardLevels(this.limits);
    const found: Over[] = [];
    for (const definition of CATALOGUE) {
      const options = { levels: timeLevels(definition, standard), graceMs: this.graceMs, heartbeatTimeoutMs };
      for await (const page of this.running(definition.name)) {
        const over = await overLimit(redis, keys, page, options);
        const levels = new Map(over.map(({ taskId, level }) => [taskId, level]));
        for (const task of await read.summaries([...levels.keys()])) {
          const level = levels.get(task.task_id);
          if (task.status !== 'running' || !level) continue;
          found.push({ task, level, limitSeconds: timeLevelsOf(definition, task.timeout, standard)[level] });
        }
      }
    }
    return found;
  }

  private async tell({ task, level, limitSeconds: limit }: Over): Promise<void> {
    const { transitions } = this.store;
    const attempt = { taskId: task.task_id, fence: task.fence, worker: 'monitor' };
    if (level === 'hard') await transitions.timeUp(task);
    else if (level === 'soft') await transitions.note(attempt, 'soft_timeout', { limit });
    else await transitions.note(attempt, 'warning', { limit, message: `it takes longer than ${limit} s` });
  }

  private async *running(name: string): AsyncGenerator<string[]> {
    const { keys, redis } = this.store;
    let after = '-inf';
    for (;;) {
      const index = keys.taskIndex(name, 'running');
      const flat = await redis.zrangebyscore(index, after, '+inf', 'WITHSCORES', 'LIMIT', 0, PAGE);
      if (flat.length > 0) yield flat.filter((_text, at) => at % 2 === 0);
      if (flat.length < PAGE * 2) return;
      after = `(${flat.at(-1)}`;
    }
  }
}

const actionsOf = (found: StoredTask[], asked: StoredTask[]): FoundAction[] => [
  ...found.map(({ task_id }) => ({ action: 'log_timeout_event' as const, task_id, result: 'over its time limit' })),
  ...asked.map(({ task_id }) => ({
    action: 'update_task_status' as const,
    task_id,
    result: 'its worker is to end it',
  })),
];
