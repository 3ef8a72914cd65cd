import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { MonitorState, type MonitorAction } from '@switchyard/monitoring';
import type { RedisClient } from '@switchyard/redis';
import {
  jobOf,
  queueFor,
  refOf,
  type Attempt,
  type Presence,
  type StoredTask,
  type TaskStore,
} from '@switchyard/task-store';

const TASK = generateSubtitleFilesTask;
const QUEUE = queueFor(TASK, {});
const LATE_EVERY_MS = 100;
const PATIENCE_MS = 30_000;

/** So many running tasks of some workers that do nothing but beat. */
export class BeatingWorkers {
  readonly workers = new Map<string, StoredTask[]>();
  private timer: NodeJS.Timeout | undefined;
  private next = 0;

  constructor(private readonly store: TaskStore) {}

  async start(tasks: number, perWorker: number): Promise<void> {
    const label = `bench-${this.workers.size}`;
    for (let made = 0; made < tasks; made += perWorker) {
      const ids = Array.from({ length: Math.min(perWorker, tasks - made) }, (_one, at) => `${label}-${made + at}`);
      const worker = `${label}@${made}`;
      this.workers.set(worker, await Promise.all(ids.map((id) => this.begin(id, worker))));
    }
  }

  /** One worker after the other beats, each of them once in the time. */
  beatAll(everyMs: number): void {
    const names = [...this.workers.keys()];
    this.timer = setInterval(() => {
      const name = names[(this.next += 1) % names.length];
      if (name !== undefined) void this.beat(name);
    }, everyMs / names.length);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async beat(worker: string): Promise<void> {
    const attempts = (this.workers.get(worker) ?? []).map((task) => ({
      ...attemptOf(task, worker),
      progress: 0.5,
      ranMs: 1000,
    }));
    await this.store.heartbeats.beat(worker, presence(attempts.length), attempts);
  }

  private async begin(taskId: string, worker: string): Promise<StoredTask> {
    const { transitions, claims } = this.store;
    const ref = { taskId, taskName: TASK.name, workflowId: taskId, queue: QUEUE, priority: 5 };
    const rest = { input: {}, request: {}, maxAttempts: 3, timeoutSeconds: 604_800 };
    const { task } = await transitions.create({ ...ref, ...rest }, 'bench');
    const claimed = await claims.claim(jobOf(task), worker, taskId);
    if (!claimed) throw new Error(`${taskId} does not wait for its job`);
    return claimed.task;
  }
}

const attemptOf = (task: StoredTask, worker: string): Attempt => ({ ...refOf(task), fence: task.fence, worker });

const presence = (running: number): Presence => ({
  service: TASK.service,
  version: '0',
  device: 'cpu',
  models: [],
  missing: [],
  concurrency: running,
  running,
  host: 'bench',
  pid: 1,
});

/** How long it took, for each of some tasks, in milliseconds. */
export interface Recoveries {
  /** From the moment in which it was late until its attempt was fenced off; both by the clock of Redis. */
  fromLate: number[];
  /** From the moment in which a check knew of it until its task was back in its queue; both by the clock of the monitor. */
  fromDetection: number[];
}

/** Lets tasks be late one after the other, and waits until all are recovered. */
export async function recoveries(store: TaskStore, redis: RedisClient, taskIds: string[]): Promise<Recoveries> {
  const first = Date.now() + 1500;
  const deadlines = taskIds.map((_id, at) => first + at * LATE_EVERY_MS);
  for (const [at, id] of taskIds.entries()) await redis.zadd(store.keys.heartbeats, deadlines[at] ?? first, id);
  const last = deadlines.at(-1) ?? first;
  const state = new MonitorState(redis, store.keys);
  const fromDetection = new Map<string, number>();
  // the monitor keeps its last hundred actions only, so they are read while it works
  while (fromDetection.size < taskIds.length) {
    await new Promise((resolve) => setTimeout(resolve, LATE_EVERY_MS));
    for (const [id, ms] of recoveryMs(await state.actions())) fromDetection.set(id, ms);
    if (Date.now() > last + PATIENCE_MS) throw new Error('the monitor does not recover');
  }
  const events = await Promise.all(taskIds.map((id) => store.read.events(id)));
  const fromLate = events.flatMap((of, at) =>
    of.filter(({ type }) => type === 'orphaned').map(({ timestamp }) => Date.parse(timestamp) - (deadlines[at] ?? 0)),
  );
  return { fromLate, fromDetection: [...fromDetection.values()] };
}

/** From what the monitor wrote down: when it found a task, and when it had its answer that the task is queued again. */
function recoveryMs(actions: MonitorAction[]): [taskId: string, ms: number][] {
  const found = new Map(
    actions
      .filter(({ action }) => action === 'log_timeout_event')
      .map(({ task_id, timestamp }) => [task_id, timestamp]),
  );
  return actions.flatMap(({ action, task_id, result, timestamp }) => {
    const foundAt = found.get(task_id);
    const queued = action === 'update_task_status' && result === 'queued';
    return queued && task_id !== null && foundAt !== undefined ? [[task_id, 1000 * (timestamp - foundAt)]] : [];
  });
}
