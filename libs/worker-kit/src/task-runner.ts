import { randomUUID } from 'node:crypto';
import { InputRejectedError, TaskCancelledError, TaskTimeoutError, pathsIn, toTaskError } from '@switchyard/contracts';
import type { Logger } from '@switchyard/observability';
import type { TaskJob, TaskQueues } from '@switchyard/queue';
import { PathProblem, type SharedStorage } from '@switchyard/storage';
import { toJob, type ClaimResult, type TaskStore } from '@switchyard/task-store';
import { AttemptRun } from './attempt-run';
import type { Handler } from './handlers';
import { AttemptLostError, DrainError, judge } from './outcome';
import { finishOutput } from './output';
import type { AttemptOutcome, WorkerMetrics } from './worker-metrics';
import { retryDelayMs } from './retry-delay';
import type { RunningAttempts } from './running-attempts';

type Claimed = Extract<ClaimResult, { outcome: 'claimed' }>;

export interface RunnerServices {
  store: TaskStore;
  queues: TaskQueues;
  storage: SharedStorage;
  metrics: WorkerMetrics;
  log: Logger;
}

export interface RunnerOptions {
  worker: string;
  poisonLimit: number;
  retryBackoffSeconds: number;
}

/** Takes a delivered job from claim to its one recorded outcome. */
export class TaskRunner {
  constructor(
    private readonly handlers: Map<string, Handler>,
    private readonly services: RunnerServices,
    private readonly running: RunningAttempts,
    private readonly options: RunnerOptions,
  ) {}

  async deliver(job: TaskJob): Promise<void> {
    const claim = await this.claim(job);
    if (claim.outcome !== 'claimed') {
      this.services.log.debug({ event: 'delivery.dropped', task_id: job.taskId, why: claim.outcome });
      this.services.metrics.deliveryDropped(claim.outcome);
      return;
    }
    const run = this.begin(claim);
    const began = performance.now();
    try {
      const outcome = await this.attempt(run);
      this.services.metrics.attemptEnded(run.taskName, outcome, (performance.now() - began) / 1000);
    } finally {
      this.running.delete(run);
      if (run.touchedStorage) await this.services.storage.removeTemp(run.place);
    }
  }

  /** A job that finds a late attempt fences it off and takes its place. */
  private async claim(job: TaskJob): Promise<ClaimResult> {
    const { store, queues } = this.services;
    const request = { fence: job.fence, token: randomUUID(), worker: this.options.worker };
    const claim = await store.transitions.claim(job, request);
    if (claim.outcome !== 'late') return claim;
    const task = await store.read.get(job.taskId);
    if (!task) return { outcome: 'gone' };
    const { outcome, fence } = await store.transitions.orphan(task, this.options.worker);
    if (outcome !== 'queued') return { outcome: 'stale' };
    await queues.add({ ...toJob(task), fence });
    return { outcome: 'stale' };
  }

  private begin({ task, readContext }: Claimed): AttemptRun {
    const { store, storage, log } = this.services;
    const { task_id: taskId, task_name: taskName, workflow_id: workflowId, fence } = task;
    const place = { workflowId, taskName, taskId, fence };
    const ref = { ...place, worker: this.options.worker };
    const child = log.child({ task_id: taskId, attempt: task.attempt });
    const run = new AttemptRun(task, readContext, ref, storage, store.transitions, child);
    this.running.add(run);
    return run;
  }

  private async attempt(run: AttemptRun): Promise<AttemptOutcome> {
    const limit = setTimeout(() => run.abort.abort(new TaskTimeoutError(run.task.timeout)), run.task.timeout * 1000);
    try {
      await this.commit(run, await this.work(run));
    } catch (error) {
      return await this.settle(run, run.signal.aborted ? run.signal.reason : error);
    } finally {
      clearTimeout(limit);
    }
    run.log.info({ event: 'task.succeeded', task_name: run.taskName });
    await this.tidy(run, run.fence);
    return 'succeeded';
  }

  private async commit(run: AttemptRun, output: object): Promise<void> {
    run.signal.throwIfAborted();
    await run.settled();
    const answer = await this.services.store.transitions.complete(run.attemptRef, output);
    if (answer === 'cancel') throw new TaskCancelledError();
    if (answer === 'lost') throw new AttemptLostError();
  }

  private async work(run: AttemptRun): Promise<object> {
    const handler = this.handlers.get(run.taskName);
    if (!handler) throw new InputRejectedError(`this worker does not know the task ${run.taskName}`);
    const input = await this.localInput(handler, run);
    const began = performance.now();
    const made = await handler.run(input, run);
    const seconds = (performance.now() - began) / 1000;
    return finishOutput(handler.task, made, run, seconds, this.services.storage);
  }

  /** The input as the method gets it: paths absolute, checked again because files may have changed since the submission. */
  private async localInput({ task }: Handler, run: AttemptRun): Promise<object> {
    const input = Object.assign(new task.input(), run.task.input);
    for (const { field, path, kind } of pathsIn(task.input, input)) {
      const file = await this.services.storage.resolveInput(path, kind).catch((problem: unknown) => {
        throw problem instanceof PathProblem ? new InputRejectedError(`${field} ${problem.reason}`) : problem;
      });
      Object.assign(input, { [field]: file.absolute });
    }
    return input;
  }

  /** Writes what becomes of the task, then removes what the attempt made; never the other way round. */
  private async settle(run: AttemptRun, thrown: unknown): Promise<AttemptOutcome> {
    await run.settled();
    if (thrown instanceof AttemptLostError) return this.withdraw(run);
    if (thrown instanceof DrainError) return this.giveBack(run);
    const error = toTaskError(thrown);
    const verdict = judge(error, run.task, this.options.poisonLimit);
    const stack = thrown instanceof Error && error.code === 'INTERNAL_ERROR' ? thrown.stack : undefined;
    run.log.warn({ event: 'task.attempt_failed', verdict: verdict.kind, error: error.toFailure(), stack });
    if (verdict.kind === 'retry') return this.giveBack(run, verdict.failure);
    const answer = await this.services.store.transitions.fail(run.attemptRef, verdict.ending, verdict.failure);
    if (answer !== 'ok') return this.withdraw(run);
    await this.tidy(run);
    return verdict.ending;
  }

  /** Without a failure no attempt is counted. */
  private async giveBack(
    run: AttemptRun,
    failure?: Parameters<TaskStore['transitions']['retry']>[2],
  ): Promise<AttemptOutcome> {
    const { store, queues, storage } = this.services;
    const delayMs = failure ? retryDelayMs(run.attempt, this.options.retryBackoffSeconds) : 0;
    const answer = await store.transitions.retry(run.attemptRef, delayMs, failure);
    if (answer === 'cancel') return this.settle(run, new TaskCancelledError());
    if (typeof answer !== 'object') return this.withdraw(run);
    await storage.removeAttempt(run.place);
    await queues.add({ ...toJob(run.task), fence: answer.fence, delayMs });
    return failure ? 'retry' : 'given_back';
  }

  /** The attempt is not the current one any more; what it made goes, unless it is what the record names. */
  private async withdraw(run: AttemptRun): Promise<AttemptOutcome> {
    run.log.warn({ event: 'task.attempt_lost' });
    const task = await this.services.store.read.get(run.taskId);
    if (task?.status === 'succeeded' && task.fence === run.fence) return 'succeeded';
    await this.services.storage.removeAttempt(run.place);
    return 'lost';
  }

  /** A final task keeps the directory its record names and nothing else. */
  private async tidy(run: AttemptRun, keepFence?: number): Promise<void> {
    if (run.touchedStorage) await this.services.storage.removeAttempts(run.place, { exceptFence: keepFence });
  }
}
