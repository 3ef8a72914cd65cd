import { Injectable } from '@nestjs/common';
import { SERVICES, tasksOf, type ServiceName } from '@switchyard/contracts';
import { TaskStore, needsGpu, serves, type LiveWorker, type StoredTask } from '@switchyard/task-store';

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
  /** Mean seconds of the tasks that wait or run now, by service; null while a name among them has never been measured. */
  durations: Map<ServiceName, number | null>;
  /** What tasks took lately, in seconds. */
  means: ReadonlyMap<string, number>;
}

/** When a queued task may start, and what it waits for. */
@Injectable()
export class OutlookService {
  private known: { at: number; facts: Promise<Facts> } | undefined;

  constructor(private readonly store: TaskStore) {}

  /** @param ahead how many tasks stand before it in its queue */
  async of(task: StoredTask, ahead: number): Promise<Outlook> {
    return outlookOf(task, ahead, await this.facts(), Date.now());
  }

  /** Seconds that a task will take: by the length of its media where that is known. */
  async durationOf(taskName: string, mediaSeconds: number | null): Promise<number | null> {
    const { means } = await this.facts();
    const factor = mediaSeconds === null ? undefined : means.get(`${taskName} per media second`);
    const seconds = factor === undefined ? means.get(taskName) : factor * (mediaSeconds ?? 0);
    return seconds === undefined ? null : Math.round(seconds * 10) / 10;
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
    const { read, heartbeats } = this.store;
    const [workers, means, waiting] = await Promise.all([
      heartbeats.liveWorkers(),
      read.meanDurations(),
      read.counts(['queued', 'running']),
    ]);
    const durations = new Map(SERVICES.map((service) => [service, meanOf(service, waiting, means)] as const));
    return { workers, durations, means };
  }
}

/** What waits and runs decides: an hour of transcription ahead is not ten probes ahead. */
function meanOf(
  service: ServiceName,
  waiting: readonly { taskName: string; count: number }[],
  means: ReadonlyMap<string, number>,
): number | null {
  const names = new Set(tasksOf(service).map(({ name }) => name));
  const mine = waiting.filter(({ taskName, count }) => count > 0 && names.has(taskName));
  const total = mine.reduce((sum, { count }) => sum + count, 0);
  const seconds = mine.reduce((sum, { taskName, count }) => sum + count * (means.get(taskName) ?? NaN), 0);
  return total > 0 && Number.isFinite(seconds) ? seconds / total : null;
}

export function outlookOf(
  task: StoredTask,
  before: number,
  { workers, durations }: Omit<Facts, 'means'>,
  nowMs: number,
): Outlook {
  const able = workers.filter(serves(task.service as ServiceName)).filter(hasWhatItTakes(task));
  // how long another service still holds the GPU, nothing here tells
  const wait =
    task.waits_for === null ? waitOf(before, able, durations.get(task.service as ServiceName) ?? null) : null;
  const reason = reasonOf(task, before, workers, able, nowMs);
  const told = wait !== null && wait >= 1 && able.length > 0 ? `${reason}, ${inWords(wait)}` : reason;
  return { position: before + 1, estimated_wait: wait, reason: told };
}

/** Seconds until one of the workers takes it up: tasks that run are half done on average. */
function waitOf(before: number, able: readonly LiveWorker[], meanSeconds: number | null): number | null {
  const slots = able.reduce((sum, { concurrency }) => sum + concurrency, 0);
  const running = able.reduce((sum, worker) => sum + worker.running, 0);
  if (slots === 0) return null;
  if (before === 0 && running < slots) return 0;
  if (meanSeconds === null) return null;
  const first = running < slots ? 0 : meanSeconds / 2 / slots;
  return Math.round((first + (before * meanSeconds) / slots) * 10) / 10;
}

function inWords(seconds: number): string {
  if (seconds < 100) return `about ${Math.round(seconds)} s`;
  return seconds < 6000 ? `about ${Math.round(seconds / 60)} min` : `about ${Math.round(seconds / 3600)} h`;
}

const hasWhatItTakes =
  ({ queue }: StoredTask) =>
  ({ gpus = [] }: LiveWorker): boolean =>
    gpus.length > 0 || !needsGpu(queue);

/** What the workers of a service lack, in words; null where one takes tasks, or there is none. */
export function lacking(workers: readonly LiveWorker[]): string | null {
  if (workers.some(({ missing }) => missing.length === 0)) return null;
  return [...new Set(workers.flatMap(({ missing }) => missing))].join('; ') || null;
}

function reasonOf(task: StoredTask, before: number, workers: LiveWorker[], able: LiveWorker[], nowMs: number): string {
  if (task.waits_for !== null) return task.waits_for;
  if (able.length === 0) {
    const missing = lacking(workers.filter(({ service }) => service === task.service));
    const gpu = needsGpu(task.queue) ? ' with a GPU' : '';
    return `waiting for worker: ${task.service}${gpu}${missing ? ` (${missing})` : ''}`;
  }
  if (task.due_at !== null && task.due_at > nowMs) {
    return `waiting ${Math.ceil((task.due_at - nowMs) / 1000)} s before attempt ${task.attempt + 1} of ${task.max_attempts}`;
  }
  return before === 0 ? 'waiting for a free worker' : `waiting for its turn: ${before} ahead`;
}
