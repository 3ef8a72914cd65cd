import {
  InputRejectedError,
  TaskCancelledError,
  pathsIn,
  timeLevelsOf,
  toTaskError,
  type TimeLevels,
} from '@switchyard/contracts';
import { GpuLeaseLostError, type GpuLease } from '@switchyard/gpu-lock';
import type { Logger } from '@switchyard/observability';
import { PathProblem, type SharedStorage } from '@switchyard/storage';
import type { Claimed, TaskStore } from '@switchyard/task-store';
import { AttemptLimits } from './attempt-limits';
import { AttemptRun } from './attempt-run';
import type { Handler } from './handlers';
import { AttemptLostError, DrainError, judge } from './outcome';
import { finishOutput } from './output';
import type { AttemptOutcome, WorkerMetrics } from './worker-metrics';
import { retryDelayMs } from './retry-delay';
import type { RunningAttempts } from './running-attempts';
import { untilWritten } from './until-written';

export interface RunnerServices {
  store: TaskStore;
  storage: SharedStorage;
  metrics: WorkerMetrics;
  log: Logger;
}

export interface RunnerOptions {
  worker: string;
  poisonLimit: number;
  retryBackoffSeconds: number;
  /** Limits of tasks that name none. */
  levels: TimeLevels;
}

/** Takes an attempt from its beginning to its one recorded outcome. */
export class TaskRunner {
  constructor(
    private readonly handlers: Map<string, Handler>,
    private readonly services: RunnerServices,
    private readonly running: RunningAttempts,
    private readonly options: RunnerOptions,
  ) {}

  /**
   * @param workDone called when the method is done and only the outcome is still to be written
   * @param lease of the GPU the attempt has; given back by whoever gave it
   */
  async run(claimed: Claimed, workDone: () => void, lease?: GpuLease): Promise<void> {
    const run = this.begin(claimed, lease);
    const onLost = (): void => run.stop(lease?.signal.reason as Error);
    lease?.signal.addEventListener('abort', onLost, { once: true });
    if (lease?.isLost) onLost();
    const began = performance.now();
    try {
      const outcome = await this.attempt(run, workDone);
      this.services.metrics.attemptEnded(run.taskName, outcome, (performance.now() - began) / 1000);
    } finally {
      this.running.delete(run);
      run.close();
      lease?.signal.removeEventListener('abort', onLost);
      if (run.touchedStorage) await this.services.storage.removeTemp(run.place);
    }
  }

  private begin({ task, readContext }: Claimed, lease?: GpuLease): AttemptRun {
    const { store, storage, log } = this.services;
    const { task_id: taskId, task_name: taskName, workflow_id: workflowId, queue, fence } = task;
    const place = { workflowId, taskName, taskId, fence };
    const ref = { ...place, queue, worker: this.options.worker };
    const run = new AttemptRun(task, readContext, ref, storage, store.transitions, log, lease);
    this.running.add(run);
    return run;
  }

  private async attempt(run: AttemptRun, workDone: () => void): Promise<AttemptOutcome> {
    const limits = new AttemptLimits(run, this.levelsOf(run));
    try {
      limits.start();
      const output = await Promise.race([this.work(run), run.givenUp()]);
      workDone();
      await this.commit(run, output);
    } catch (error) {
      return await this.settle(run, run.signal.aborted ? run.signal.reason : error);
    } finally {
      limits.stop();
    }
    const { taskId: task_id, taskName: task_name, attempt } = run;
    this.services.log.info({ task_id, attempt, event: 'task.succeeded', task_name });
    await this.tidy(run, run.fence);
    return 'succeeded';
  }

  private async commit(run: AttemptRun, output: object): Promise<void> {
    run.signal.throwIfAborted();
    await run.settled();
    run.lease?.throwIfLost();
    const { transitions } = this.services.store;
    const answer = await untilWritten(() => transitions.complete(run.attemptRef, output), run.log);
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

  private levelsOf({ taskName, task }: AttemptRun): TimeLevels {
    return timeLevelsOf(this.handlers.get(taskName)?.task ?? {}, task.timeout, this.options.levels);
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

  /** Writes what becomes of the task when its engines are gone, then removes what the attempt made; in no other order. */
  private async settle(run: AttemptRun, thrown: unknown): Promise<AttemptOutcome> {
    await run.endEngines(thrown);
    await run.settled();
    if (thrown instanceof AttemptLostError) return this.withdraw(run);
    if (thrown instanceof DrainError) return this.giveBack(run);
    if (thrown instanceof GpuLeaseLostError)
      return this.giveBack(run, { ...thrown.toFailure(), deadly: false }, 'uncounted');
    const error = toTaskError(thrown);
    const verdict = judge(error, run.task, this.options.poisonLimit);
    const stack = thrown instanceof Error && error.code === 'INTERNAL_ERROR' ? thrown.stack : undefined;
    run.log.warn({ event: 'task.attempt_failed', verdict: verdict.kind, error: error.toFailure(), stack });
    if (verdict.kind === 'retry') return this.giveBack(run, verdict.failure);
    const { transitions } = this.services.store;
    const { ending, failure } = verdict;
    const answer = await untilWritten(() => transitions.fail(run.attemptRef, ending, failure), run.log);
    if (answer !== 'ok') return this.withdraw(run);
    await this.tidy(run);
    return ending;
  }

  /** An attempt counts when its failure may be that of the input. */
  private async giveBack(
    run: AttemptRun,
    failure?: Parameters<TaskStore['transitions']['retry']>[2],
    counting: 'counted' | 'uncounted' = failure ? 'counted' : 'uncounted',
  ): Promise<AttemptOutcome> {
    const { store, storage } = this.services;
    const counts = counting === 'counted';
    const delayMs = counts ? retryDelayMs(run.attempt, this.options.retryBackoffSeconds) : 0;
    const retry = () => store.transitions.retry(run.attemptRef, delayMs, failure, counts);
    const answer = await untilWritten(retry, run.log);
    if (answer === 'cancel') return this.settle(run, new TaskCancelledError());
    if (answer === 'lost') return this.withdraw(run);
    await storage.removeAttempt(run.place);
    return counts ? 'retry' : 'given_back';
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
