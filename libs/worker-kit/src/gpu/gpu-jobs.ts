import { Injectable } from '@nestjs/common';
import { GpuLockManager, GpuLockTimeoutError, GpuWaitReplacedError, type GpuLease } from '@switchyard/gpu-lock';
import { isRemote } from '@switchyard/contracts';
import type { DeliveredJob, JobRunner } from '@switchyard/queue';
import { TaskStore, type StoredTask } from '@switchyard/task-store';
import { Handlers } from '../handlers';
import { DrainError } from '../outcome';
import { Places, type Place } from '../places';
import type { FetchedInputs } from '../remote-inputs';
import { TaskRunner } from '../task-runner';
import { WaitOverError, WaitingTasks } from './waiting-tasks';

/** Runs tasks that need a GPU: waits for one in their name, and begins the attempt with the grant. */
@Injectable()
export class GpuJobs implements JobRunner {
  private draining = false;

  constructor(
    private readonly store: TaskStore,
    private readonly locks: GpuLockManager,
    private readonly waiting: WaitingTasks,
    private readonly handlers: Handlers,
    private readonly runner: TaskRunner,
    private readonly places: Places,
  ) {}

  async run(job: DeliveredJob): Promise<void> {
    const task = await this.store.read.get(job.taskId);
    if (task?.status !== 'queued' || task.fence !== job.fence) return;
    const place = await this.placeFor(task);
    let fetched: FetchedInputs | undefined;
    try {
      const lease = await this.whileItWaits(task, async (signal) => {
        if (hasRemote(task)) this.waiting.tellOf(task, 'fetching its input');
        fetched = await this.runner.fetchInputs(task, signal);
        return fetched?.failure ? 'needless' : this.leaseFor(task, signal);
      });
      if (lease === 'needless') await this.runner.run(job, undefined, place, fetched);
      else if (lease) await this.attempt(job, task, lease, place, fetched);
    } finally {
      if (fetched) await this.runner.removeFetched(task);
      place?.leave();
    }
  }

  /** Lets go of the tasks that wait; resolves at once. */
  drain(): void {
    this.draining = true;
    this.waiting.leaveAll(new DrainError());
  }

  /** A suspect gets its place before its GPU, which it would only keep from others while it waits; others look once more. */
  private async placeFor(task: StoredTask): Promise<Place | undefined> {
    try {
      if (task.suspect) return await this.places.alone(task.task_id);
      await this.places.opened();
    } catch (error) {
      if (!(error instanceof DrainError)) throw error; // the wait for a GPU ends at once then
    }
    return undefined;
  }

  /** Nothing when the task does not wait here any longer: it waits for another job then, or is over. */
  private async whileItWaits<T>(task: StoredTask, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const signal = this.waiting.add(task);
    if (this.draining) this.drain();
    try {
      return await work(signal);
    } catch (error) {
      if (isOver(error)) return undefined;
      if (error instanceof GpuLockTimeoutError) await this.tellTimeout(task, error);
      await this.store.claims.release(task);
      if (error instanceof GpuLockTimeoutError || error instanceof DrainError) return undefined;
      throw error;
    } finally {
      this.waiting.delete(task);
    }
  }

  private leaseFor(task: StoredTask, signal: AbortSignal): Promise<GpuLease> {
    return this.locks.request({
      taskId: task.task_id,
      taskName: task.task_name,
      number: placeOf(task),
      gpu: this.handlers.get(task.task_name)?.gpu?.gpu,
      hardLimitMs: task.timeout * 1000,
      signal,
      onPosition: (position, lockKey) => this.waiting.standsAt(task, position, lockKey),
    });
  }

  private async tellTimeout({ task_id: taskId, fence }: StoredTask, error: GpuLockTimeoutError): Promise<void> {
    const payload = { error: error.toFailure() };
    await this.store.transitions.note({ taskId, fence, worker: 'gpu-lock' }, 'gpu_lock_timeout', payload);
  }

  private async attempt(...[job, task, lease, place, fetched]: Granted): Promise<void> {
    let given: Promise<void> | undefined;
    const giveBack = (): Promise<void> => (given ??= this.locks.release(lease));
    try {
      if (lease.isLost) await this.store.claims.release(task);
      else await this.runner.run(job, { lease, giveBack }, place, fetched);
    } finally {
      await giveBack();
    }
  }
}

type Granted = [DeliveredJob, StoredTask, GpuLease, Place | undefined, FetchedInputs | undefined];

/** Behind every place of a higher priority; first come, first served within one. */
const placeOf = ({ priority, number }: StoredTask): number => (9 - priority) * 2 ** 43 + number;

/** Another delivery waits for it now, or its task is over. */
const isOver = (error: unknown): boolean => error instanceof WaitOverError || error instanceof GpuWaitReplacedError;

const hasRemote = ({ input }: StoredTask): boolean =>
  Object.values(input).some((value) => typeof value === 'string' && isRemote(value));
