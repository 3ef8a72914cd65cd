import { Injectable } from '@nestjs/common';
import { CATALOGUE } from '@switchyard/contracts';
import { Deadlines, pipelined, type Late } from '@switchyard/monitoring';
import { TaskStore, type Orphaned, type StoredTask } from '@switchyard/task-store';
import type { Check, CheckOrder, Findings, FoundAction } from '../checks/check';
import { Told } from '../checks/told';
import { AttemptRecovery } from './attempt-recovery';

interface Recovered {
  task: StoredTask;
  outcome: Exclude<Orphaned, 'alive'>;
  /** When that was known, Unix seconds. */
  at: number;
}

/** Tasks of our workers that stopped beating. */
@Injectable()
export class LateHeartbeats implements Check {
  readonly name = 'heartbeats';
  private readonly deadlines: Deadlines;
  private readonly told = new Told();

  constructor(
    private readonly store: TaskStore,
    private readonly recovery: AttemptRecovery,
  ) {
    this.deadlines = new Deadlines(store.redis, store.keys, store.keys.heartbeats);
  }

  async run(order: CheckOrder): Promise<Findings> {
    const late = await this.deadlines.late(order.recover);
    const found = order.recover ? await this.recover(late, order) : this.tell(late);
    return order.due ? found : { ...found, seen: await this.coverage() };
  }

  nextInMs(): Promise<number | undefined> {
    return this.deadlines.nextInMs();
  }

  private tell(late: Late[]): Findings {
    const news = late.filter(({ id, deadline }) => this.told.isNews(id, deadline));
    return { late: late.length, timeouts: news.length, actions: news.map(({ id }) => lateAction(id)) };
  }

  /** Two round trips from finding to recovering, whatever the number; everything else comes after. */
  private async recover(late: Late[], { heartbeatTimeoutMs }: CheckOrder): Promise<Findings> {
    if (late.length === 0) return { timeouts: 0, recovered: 0 };
    const foundAt = Date.now() / 1000;
    const deadlines = new Map(late.map(({ id, deadline }) => [id, deadline]));
    const tasks = await this.store.read.summaries([...deadlines.keys()]);
    const recovered = (await Promise.all(tasks.map((task) => this.orphan(task)))).filter((one) => one !== undefined);
    const lastBeatOf = (id: string): number => (deadlines.get(id) ?? 0) - heartbeatTimeoutMs;
    await Promise.all(
      recovered.map(({ task, outcome }) => this.recovery.bury(task, lastBeatOf(task.task_id), outcome)),
    );
    // a record that was removed by hand leaves nothing to recover
    const known = new Set(tasks.map(({ task_id }) => task_id));
    await this.deadlines.forget([...deadlines.keys()].filter((id) => !known.has(id)));
    const isNews = ({ task_id }: StoredTask): boolean => this.told.isNews(task_id, deadlines.get(task_id) ?? 0);
    const news = new Set(recovered.filter(({ task }) => isNews(task)));
    const actions = recovered.flatMap((one) => [
      ...(news.has(one) ? [{ ...lateAction(one.task.task_id), timestamp: foundAt }] : []),
      recoveredAction(one),
    ]);
    return { late: recovered.length, timeouts: news.size, recovered: recovered.length, actions };
  }

  private async orphan(task: StoredTask): Promise<Recovered | undefined> {
    const outcome = await this.recovery.orphan(task);
    return outcome === 'alive' ? undefined : { task, outcome, at: Date.now() / 1000 };
  }

  /** How many tasks run, and how many of them have a deadline; both in one look. */
  private async coverage(): Promise<NonNullable<Findings['seen']>> {
    const { redis, keys } = this.store;
    const look = redis.multi().zcard(keys.heartbeats);
    for (const { name } of CATALOGUE) look.zcard(keys.taskIndex(name, 'running'));
    const [watched = 0, ...running] = (await pipelined(look)).map(Number);
    const total = running.reduce((sum, count) => sum + count, 0);
    return { tasks_monitored: watched, task_coverage: total === 0 ? 1 : Math.min(1, watched / total) };
  }
}

const lateAction = (task_id: string): FoundAction => ({
  action: 'log_timeout_event',
  task_id,
  result: 'no heartbeat in time',
});

const recoveredAction = ({ task: { task_id }, outcome, at }: Recovered): FoundAction => ({
  timestamp: at,
  action: 'update_task_status',
  task_id,
  result: outcome,
});
