import { setTimeout as sleep } from 'node:timers/promises';
import { GpuLockTimeoutError, GpuWaitReplacedError, type GpuLease, type GpuLockManager } from '@switchyard/gpu-lock';
import type { Claimed, QueueBell, StoredTask, TaskStore } from '@switchyard/task-store';
import { DrainError } from '../outcome';
import { ReservationLostError, WaitingTasks } from './waiting-tasks';

const AFTER_ERROR_MS = 1000;

export interface GpuConsumerOptions {
  store: TaskStore;
  queues: readonly string[];
  bell: QueueBell;
  locks: GpuLockManager;
  worker: string;
  /** Tasks that are set aside while they wait for a GPU. */
  prefetch: number;
  /** The one GPU a task has to have; any without. */
  gpuOf: (task: StoredTask) => string | undefined;
  onError: (error: unknown) => void;
}

export type RunOnGpu = (attempt: Claimed, lease: GpuLease) => Promise<void>;

/** Serves the tasks of some queues with GPUs: sets a few aside, waits in their name, begins each attempt with the grant. */
export class GpuConsumer {
  private readonly waiting: WaitingTasks;
  private readonly unfinished = new Set<Promise<void>>();
  private placeFreed: () => void = () => undefined;
  private request = 0;
  private draining = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: GpuConsumerOptions,
    private readonly run: RunOnGpu,
  ) {
    this.waiting = new WaitingTasks(options.store, options.worker, (error) => options.onError(error));
  }

  start(): void {
    this.loop = this.consume();
  }

  /** Gives back what waits; resolves when the attempts at work have ended and their GPUs are given back. */
  async drain(): Promise<void> {
    this.draining = true;
    this.options.bell.close();
    this.waiting.leaveAll(new DrainError());
    this.placeFreed();
    await this.loop;
    await Promise.all(this.unfinished);
  }

  /** A task that was cancelled while it waits leaves the line at once. */
  cancelled(taskId: string): void {
    this.waiting.cancelled(taskId);
  }

  private async consume(): Promise<void> {
    while (!this.draining) {
      try {
        if (this.waiting.size < this.options.prefetch) await this.reserveAndWait();
        else await new Promise<void>((resolve) => (this.placeFreed = resolve));
      } catch (error) {
        this.options.onError(error);
        await sleep(AFTER_ERROR_MS);
      }
    }
  }

  private async reserveAndWait(): Promise<void> {
    const { store, queues, bell, worker, prefetch } = this.options;
    const most = prefetch - this.waiting.size;
    this.request += 1;
    const asked = { most, worker, request: this.request };
    const { tasks, dueInMs } = await store.queue.reserve(queues, asked, store.settings.heartbeatTimeoutMs);
    for (const task of tasks) this.begin(task);
    if (tasks.length < most) await bell.wait(dueInMs);
  }

  private begin(task: StoredTask): void {
    const served = this.serve(task)
      .catch((error: unknown) => this.options.onError(error))
      .finally(() => this.unfinished.delete(served));
    this.unfinished.add(served);
  }

  private async serve(task: StoredTask): Promise<void> {
    const signal = this.waiting.add(task);
    if (this.draining) this.waiting.leaveAll(new DrainError());
    const lease = await this.leaseFor(task, signal).finally(() => {
      this.waiting.delete(task);
      this.placeFreed();
    });
    if (lease) await this.attempt(task, lease);
  }

  /** Nothing when the task does not wait any longer; it is back in its queue then, or somebody else's business. */
  private async leaseFor(task: StoredTask, signal: AbortSignal): Promise<GpuLease | undefined> {
    const { locks, gpuOf, store, worker, onError } = this.options;
    try {
      return await locks.request({
        taskId: task.task_id,
        taskName: task.task_name,
        number: task.number,
        gpu: gpuOf(task),
        hardLimitMs: task.timeout * 1000,
        signal,
        onPosition: (position, lockKey) => this.waiting.standsAt(task, position, lockKey),
      });
    } catch (error) {
      if (error instanceof GpuLockTimeoutError) {
        const { task_id: taskId, fence } = task;
        await store.transitions.note({ taskId, fence, worker }, 'gpu_lock_timeout', { error: error.toFailure() });
      } else if (!isExpected(error)) {
        onError(error);
        await sleep(AFTER_ERROR_MS);
      }
      await store.queue.unreserve(task, worker);
      return undefined;
    }
  }

  private async attempt(task: StoredTask, lease: GpuLease): Promise<void> {
    const { store, locks, worker } = this.options;
    try {
      const claimed = lease.isLost ? null : await store.queue.claim(task, worker);
      if (claimed) await this.run(claimed, lease);
      else await store.queue.unreserve(task, worker);
    } finally {
      await locks.release(lease);
    }
  }
}

const isExpected = (error: unknown): boolean =>
  error instanceof DrainError || error instanceof ReservationLostError || error instanceof GpuWaitReplacedError;
