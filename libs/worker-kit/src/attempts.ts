import { Inject, Injectable } from '@nestjs/common';
import type { GpuLease } from '@switchyard/gpu-lock';
import { LOGGER, type Logger } from '@switchyard/observability';
import { SharedStorage } from '@switchyard/storage';
import type { DeliveredJob } from '@switchyard/queue';
import { TaskStore, refOf } from '@switchyard/task-store';
import { AttemptRun } from './attempt-run';
import { DrainError } from './outcome';
import { untilWritten } from './until-written';
import { WorkerIdentity } from './worker-identity';

/** The attempts at work in this process. */
@Injectable()
export class Attempts {
  private readonly runs = new Set<AttemptRun>();

  constructor(
    private readonly worker: WorkerIdentity,
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  get size(): number {
    return this.runs.size;
  }

  [Symbol.iterator](): Iterator<AttemptRun> {
    return this.runs.values();
  }

  has(run: AttemptRun): boolean {
    return this.runs.has(run);
  }

  /** Claims the task of a job; nothing when the task does not wait for this job. */
  async begin(job: DeliveredJob, lease?: GpuLease): Promise<AttemptRun | undefined> {
    const claim = () => this.store.claims.claim(job, this.worker.id, job.delivery);
    const claimed = await untilWritten(claim, this.log);
    if (!claimed) return undefined;
    const { task, readContext } = claimed;
    const ref = { ...refOf(task), fence: task.fence, worker: this.worker.id };
    const run = new AttemptRun(task, readContext, ref, this.storage, this.store.transitions, this.log, lease);
    this.runs.add(run);
    return run;
  }

  end(run: AttemptRun): void {
    this.runs.delete(run);
    run.close();
  }

  /** Sends every attempt back to its queue. */
  drain(): void {
    for (const run of this.runs) run.stop(new DrainError());
  }

  cancelled(taskId: string): void {
    for (const run of this.runs) if (run.taskId === taskId) run.obey('cancel');
  }
}
