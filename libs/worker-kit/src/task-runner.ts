import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, traced, type Logger, type Traced } from '@switchyard/observability';
import type { DeliveredJob, JobRunner } from '@switchyard/queue';
import type { StoredTask } from '@switchyard/task-store';
import { AttemptLimits } from './attempt-limits';
import { AttemptOutcomes } from './attempt-outcomes';
import type { AttemptRun, HeldGpu } from './attempt-run';
import { Attempts } from './attempts';
import type { Place } from './places';
import type { FetchedInputs } from './remote-inputs';
import { TaskWork } from './task-work';
import { WorkerMetrics, type AttemptOutcome } from './worker-metrics';

/** Takes the task of a job from its claim to the one recorded outcome of the attempt. */
@Injectable()
export class TaskRunner implements JobRunner {
  constructor(
    private readonly attempts: Attempts,
    private readonly work: TaskWork,
    private readonly outcomes: AttemptOutcomes,
    private readonly metrics: WorkerMetrics,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * @param gpu that the attempt has; its owner gives it back unless the attempt needs it no longer before
   * @param place of a suspect that runs alone
   * @param fetched what was fetched before the attempt begins
   */
  async run(job: DeliveredJob, gpu?: HeldGpu, place?: Place, fetched?: FetchedInputs): Promise<void> {
    const run = await this.attempts.begin(job, gpu, place);
    if (!run) return; // a job is only a hint: its task goes on, is over or waits for another job
    const began = performance.now();
    const parent = await this.attempts.traceOf(run);
    try {
      const outcome = await traced(spanOf(run, parent), () => this.attempt(run, fetched));
      this.metrics.attemptEnded(run.taskName, outcome, (performance.now() - began) / 1000);
    } finally {
      this.attempts.end(run);
      await this.outcomes.removeTemp(run);
    }
  }

  /** A GPU is not to wait for the network: fetches before the attempt what would be fetched in it. */
  fetchInputs(task: StoredTask, signal: AbortSignal): Promise<FetchedInputs | undefined> {
    return this.work.fetchInputs(task, signal);
  }

  removeFetched(task: StoredTask): Promise<void> {
    return this.work.removeFetched(task);
  }

  private async attempt(run: AttemptRun, fetched?: FetchedInputs): Promise<AttemptOutcome> {
    const limits = new AttemptLimits(run, this.work.levelsOf(run));
    try {
      limits.start();
      const output = await Promise.race([this.work.run(run, fetched), run.givenUp()]);
      await this.outcomes.commit(run, output);
    } catch (error) {
      return await this.outcomes.settle(run, run.signal.aborted ? run.signal.reason : error);
    } finally {
      limits.stop();
    }
    const { taskId: task_id, taskName: task_name, attempt } = run;
    this.log.info({ task_id, attempt, event: 'task.succeeded', task_name });
    await this.outcomes.tidy(run, run.fence);
    return 'succeeded';
  }
}

const spanOf = ({ taskId, taskName, attempt }: AttemptRun, parent: string | null): Traced => ({
  name: `attempt ${taskName}`,
  parent,
  attributes: { 'switchyard.task_id': taskId, 'switchyard.task_name': taskName, 'switchyard.attempt': attempt },
});
