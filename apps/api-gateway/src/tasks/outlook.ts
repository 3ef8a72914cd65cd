import { Inject, Injectable } from '@nestjs/common';
import type { ServiceName } from '@switchyard/contracts';
import { TaskStore, serves, type LiveWorker, type QueuedCount, type StoredTask } from '@switchyard/task-store';

const FRESH_MS = 1000;

export interface Outlook {
  /** 1 = next. */
  position: number;
  /** Seconds until it starts, from what such tasks took lately; null when nothing is known. */
  estimated_wait: number | null;
  /** Why it waits, in words. */
  reason: string;
}

interface Facts {
  workers: LiveWorker[];
  durations: Map<string, number>;
}

/** When a queued task may start, and what it waits for. */
@Injectable()
export class OutlookService {
  private known: { at: number; facts: Promise<Facts> } | undefined;

  constructor(@Inject(TaskStore) private readonly store: TaskStore) {}

  async of(task: StoredTask, ahead?: QueuedCount[]): Promise<Outlook> {
    const [before, facts] = await Promise.all([
      ahead ?? this.store.read.ahead({ service: task.service as ServiceName, number: task.number }),
      this.facts(),
    ]);
    return outlookOf(task, before, facts, Date.now());
  }

  async workersOf(service: ServiceName): Promise<LiveWorker[]> {
    const { workers } = await this.facts();
    return workers.filter((worker) => worker.service === service);
  }

  /** Looked up at most once a second, whatever the number of requests. */
  private facts(): Promise<Facts> {
    const now = performance.now();
    if (!this.known || now - this.known.at > FRESH_MS) {
      const facts = this.lookUp();
      this.known = { at: now, facts };
      facts.catch(() => (this.known = undefined));
    }
    return this.known.facts;
  }

  private async lookUp(): Promise<Facts> {
    const [workers, durations] = await Promise.all([
      this.store.heartbeats.liveWorkers(),
      this.store.read.meanDurations(),
    ]);
    return { workers, durations };
  }
}

export function outlookOf(
  task: StoredTask,
  ahead: QueuedCount[],
  { workers, durations }: Facts,
  nowMs: number,
): Outlook {
  const before = ahead.reduce((sum, { count }) => sum + count, 0);
  const able = workers.filter(serves(task.service as ServiceName));
  const slots = able.reduce((sum, { concurrency }) => sum + concurrency, 0);
  const seconds = ahead.reduce(
    (sum, { taskName, count }) => sum + (count ? count * (durations.get(taskName) ?? NaN) : 0),
    0,
  );
  const wait = slots > 0 && Number.isFinite(seconds) ? Math.round((seconds / slots) * 10) / 10 : null;
  return { position: before + 1, estimated_wait: wait, reason: reasonOf(task, before, workers, able, nowMs) };
}

function reasonOf(task: StoredTask, before: number, workers: LiveWorker[], able: LiveWorker[], nowMs: number): string {
  if (able.length === 0) {
    const missing = workers.filter(({ service }) => service === task.service).flatMap((worker) => worker.missing);
    return `waiting for worker: ${task.service}${missing.length > 0 ? ` (${[...new Set(missing)].join('; ')})` : ''}`;
  }
  if (task.due_at !== null && task.due_at > nowMs) {
    return `waiting ${Math.ceil((task.due_at - nowMs) / 1000)} s before attempt ${task.attempt + 1} of ${task.max_attempts}`;
  }
  return before === 0 ? 'waiting for a free worker' : `waiting for its turn: ${before} ahead`;
}
