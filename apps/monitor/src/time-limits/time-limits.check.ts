import { Injectable, Optional } from '@nestjs/common';
import { CATALOGUE, TaskTimeoutError } from '@switchyard/contracts';
import { overLimit } from '@switchyard/monitoring';
import { TaskStore, refOf, type StoredTask } from '@switchyard/task-store';
import type { Check, CheckOrder, Findings, FoundAction } from '../checks/check';
import { Told } from '../checks/told';

/** A worker ends a task at its limit by itself; it gets this long to do so and to say it. */
const GRACE_MS = 30_000;
/** Tasks read from Redis at a time: a page this small does not hold up other clients of Redis. */
const PAGE = 200;
/** Least time between two looks at all running tasks. */
const EVERY_MS = 30_000;

/** Fences off attempts that are over their hard limit and that their worker did not end; the worker then ends them. */
@Injectable()
export class TimeLimits implements Check {
  readonly name = 'time limits';
  private readonly told = new Told();
  private lastMs = -Infinity;

  constructor(
    private readonly store: TaskStore,
    @Optional() private readonly everyMs = EVERY_MS,
    @Optional() private readonly graceMs = GRACE_MS,
  ) {}

  async run({ recover, now }: CheckOrder): Promise<Findings> {
    if (!now && performance.now() - this.lastMs < this.everyMs) return {};
    this.lastMs = performance.now();
    const over = await this.over();
    const news = over.filter(({ task_id, fence }) => this.told.isNews(task_id, fence));
    const ended = recover ? await this.end(over) : [];
    return { late: over.length, timeouts: news.length, actions: actionsOf(news, ended) };
  }

  private async over(): Promise<StoredTask[]> {
    const { redis, keys, read } = this.store;
    const over: string[] = [];
    for await (const page of this.running()) over.push(...(await overLimit(redis, keys, page, this.graceMs)));
    return (await read.summaries(over)).filter(({ status }) => status === 'running');
  }

  private async end(tasks: StoredTask[]): Promise<string[]> {
    const ended: string[] = [];
    for (const task of tasks) {
      const attempt = { ...refOf(task), fence: task.fence, worker: 'monitor' };
      const failure = new TaskTimeoutError(task.timeout).toFailure();
      if ((await this.store.transitions.fail(attempt, 'timed_out', failure)) === 'ok') ended.push(task.task_id);
    }
    return ended;
  }

  private async *running(): AsyncGenerator<string[]> {
    const { keys, redis } = this.store;
    for (const { name } of CATALOGUE) {
      let after = '-inf';
      for (;;) {
        const index = keys.taskIndex(name, 'running');
        const flat = await redis.zrangebyscore(index, after, '+inf', 'WITHSCORES', 'LIMIT', 0, PAGE);
        if (flat.length > 0) yield flat.filter((_text, at) => at % 2 === 0);
        if (flat.length < PAGE * 2) break;
        after = `(${flat.at(-1)}`;
      }
    }
  }
}

const actionsOf = (found: StoredTask[], ended: string[]): FoundAction[] => [
  ...found.map(({ task_id }) => ({ action: 'log_timeout_event' as const, task_id, result: 'over its time limit' })),
  ...ended.map((task_id) => ({ action: 'update_task_status' as const, task_id, result: 'timed_out' })),
];
