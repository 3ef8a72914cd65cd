import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { SharedStorage } from '@switchyard/storage';
import type { DeliveredJob } from '@switchyard/queue';
import { RunAloneError, TaskStore, refOf } from '@switchyard/task-store';
import { AttemptRun, type HeldGpu } from './attempt-run';
import { DrainError } from './outcome';
import { Places, type Place } from './places';
import { untilWritten } from './until-written';
import { WorkerIdentity } from './worker-identity';

/** The attempts at work in this process. */
@Injectable()
export class Attempts {
  private readonly runs = new Map<AttemptRun, Place>();

  constructor(
    private readonly worker: WorkerIdentity,
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    private readonly places: Places,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  get size(): number {
    return this.runs.size;
  }

  [Symbol.iterator](): Iterator<AttemptRun> {
    return this.runs.keys();
  }

  has(run: AttemptRun): boolean {
    return this.runs.has(run);
  }

  /** Whether this attempt is the only one of this process. */
  isAlone(run: AttemptRun): boolean {
    const place = this.runs.get(run);
    return place !== undefined && this.places.isAlone(place);
  }

  /**
   * Claims the task of a job; nothing when the task does not wait for this job, or has to wait for another one.
   * @param taken the place of a suspect that runs alone
   */
  async begin(job: DeliveredJob, gpu?: HeldGpu, taken?: Place): Promise<AttemptRun | undefined> {
    try {
      if (taken) return await this.claim(job, taken, gpu);
      if (!gpu) await this.places.opened();
      else if (!this.places.areOpen) throw new RunAloneError(job.taskId);
      return await this.claim(job, this.places.beside(job.taskId), gpu);
    } catch (error) {
      if (!(error instanceof RunAloneError || error instanceof DrainError)) throw error;
      // one that waited with a GPU would keep that from others
      if (gpu || error instanceof DrainError) return this.letGo(job);
      return this.begin(job, gpu, await this.places.alone(job.taskId));
    }
  }

  end(run: AttemptRun): void {
    this.runs.get(run)?.leave();
    this.runs.delete(run);
    run.close();
  }

  /** What the spans of an attempt belong to. */
  traceOf({ taskId }: AttemptRun): Promise<string | null> {
    return this.store.read.traceOf(taskId);
  }

  /** Jobs that wait for a place go back to their queue. */
  endWaits(): void {
    this.places.drain();
  }

  /** Sends every attempt back to its queue. */
  drain(): void {
    for (const run of this) run.stop(new DrainError());
  }

  cancelled(taskId: string): void {
    for (const run of this) if (run.taskId === taskId) run.obey('cancel');
  }

  private async claim(job: DeliveredJob, place: Place, gpu?: HeldGpu): Promise<AttemptRun | undefined> {
    const claim = () => this.store.claims.claim(job, this.worker.id, job.delivery, place.company, gpu && nameOf(gpu));
    let run: AttemptRun | undefined;
    try {
      const claimed = await untilWritten(claim, this.log);
      if (!claimed) return undefined;
      const { task, readContext } = claimed;
      const ref = { ...refOf(task), fence: task.fence, worker: this.worker.id };
      run = new AttemptRun(task, readContext, ref, this.storage, this.store.transitions, this.log, gpu);
      this.runs.set(run, place);
      return run;
    } finally {
      if (!run) place.leave();
    }
  }

  /** The task waits for another job, which another worker may get. */
  private async letGo({ taskId, fence }: DeliveredJob): Promise<undefined> {
    const task = await this.store.read.summary(taskId);
    if (task?.fence === fence) await this.store.claims.release(task);
  }
}

const nameOf = ({ lease }: HeldGpu): string => `${lease.lockKey} ${lease.fence}`;
