import { Injectable } from '@nestjs/common';
import { TaskCancelledError, toTaskError } from '@switchyard/contracts';
import { GpuLeaseLostError } from '@switchyard/gpu-lock';
import { SharedStorage, StalledShareError } from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';
import type { AttemptRun } from './attempt-run';
import { AttemptLostError, DrainError, NoRoomError, judge } from './outcome';
import { OutputCopies, outputFiles } from './output-copies';
import { retryDelayMs } from './retry-delay';
import { untilWritten } from './until-written';
import type { AttemptOutcome } from './worker-metrics';
import { WorkerSettings } from './worker-settings';

/** How often a task that waits for room on the disk, or for a share that hangs, is tried. */
const STORAGE_AGAIN_MS = 15_000;

/** A give-back that is not written by then may never be; the process still has some seconds. */
const UNWRITTEN_MS = 1000;

/** Records the outcome of an attempt first, and only then removes the files that are of no use any more. */
@Injectable()
export class AttemptOutcomes {
  constructor(
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    private readonly copies: OutputCopies,
    private readonly settings: WorkerSettings,
  ) {}

  /** Records a success; only the attempt with the current fence is heard. */
  async commit(run: AttemptRun, output: object): Promise<void> {
    run.signal.throwIfAborted();
    await run.settled();
    run.lease?.throwIfLost();
    const { transitions } = this.store;
    const files = run.touchedStorage ? await outputFiles(run, this.storage) : [];
    const answer = await untilWritten(() => transitions.complete(run.attemptRef, output, files), run.log);
    if (answer === 'cancel') throw new TaskCancelledError();
    if (answer === 'lost') throw new AttemptLostError();
  }

  /** Writes what becomes of the task when its engines are gone, then removes what the attempt made; in no other order. */
  async settle(run: AttemptRun, thrown: unknown): Promise<AttemptOutcome> {
    await run.endEngines(thrown);
    // Redis may not hear of a give-back before the process has to end; the monitor would take that for a death
    const mark = (): void => void this.storage.markGivenBack(run.place).catch(() => undefined);
    const unwritten = thrown instanceof DrainError ? setTimeout(mark, UNWRITTEN_MS) : undefined;
    try {
      await run.settled();
      return await this.record(run, thrown);
    } finally {
      clearTimeout(unwritten);
    }
  }

  private async record(run: AttemptRun, thrown: unknown): Promise<AttemptOutcome> {
    if (thrown instanceof AttemptLostError) return this.withdraw(run);
    if (thrown instanceof DrainError) return this.giveBack(run);
    if (thrown instanceof GpuLeaseLostError)
      return this.giveBack(run, { ...thrown.toFailure(), deadly: false }, 'uncounted');
    if (thrown instanceof NoRoomError)
      return this.giveBack(run, { ...thrown.toFailure(), deadly: false }, 'uncounted', STORAGE_AGAIN_MS);
    if (thrown instanceof StalledShareError) return this.giveBack(run, undefined, 'uncounted', STORAGE_AGAIN_MS);
    const error = toTaskError(thrown);
    const verdict = judge(error, run.task, this.settings.poisonLimit);
    const stack = thrown instanceof Error && error.code === 'INTERNAL_ERROR' ? thrown.stack : undefined;
    run.log.warn({ event: 'task.attempt_failed', verdict: verdict.kind, error: error.toFailure(), stack });
    if (verdict.kind === 'retry') return this.giveBack(run, verdict.failure);
    const { ending, failure } = verdict;
    const answer = await untilWritten(() => this.store.transitions.fail(run.attemptRef, ending, failure), run.log);
    if (answer !== 'ok') return this.withdraw(run);
    await this.copies.remove(run);
    await this.tidy(run);
    return ending;
  }

  /** An attempt counts when its failure may be that of the input. */
  private async giveBack(
    run: AttemptRun,
    failure?: Parameters<TaskStore['transitions']['retry']>[2],
    counting: 'counted' | 'uncounted' = failure ? 'counted' : 'uncounted',
    uncountedDelayMs = 0,
  ): Promise<AttemptOutcome> {
    const counts = counting === 'counted';
    const delayMs = counts ? retryDelayMs(run.attempt, this.settings.retryBackoff) : uncountedDelayMs;
    const retry = () => this.store.transitions.retry(run.attemptRef, delayMs, failure, counts);
    const answer = await untilWritten(retry, run.log);
    if (answer === 'cancel') return this.settle(run, new TaskCancelledError());
    if (answer === 'lost') return this.withdraw(run);
    await this.removeOutputs(run);
    return counts ? 'retry' : 'given_back';
  }

  /** The attempt is not the current one any more; what it made goes, unless it is what the record names. */
  private async withdraw(run: AttemptRun): Promise<AttemptOutcome> {
    run.log.warn({ event: 'task.attempt_lost' });
    const task = await this.store.read.get(run.taskId);
    if (task?.status === 'succeeded' && task.fence === run.fence) return 'succeeded';
    await this.removeOutputs(run);
    return 'lost';
  }

  private async removeOutputs(run: AttemptRun): Promise<void> {
    await this.copies.remove(run);
    await this.remove(run, () => this.storage.removeAttempt(run.place));
  }

  /** A final task keeps the directory its record names and nothing else. */
  async tidy(run: AttemptRun, keepFence?: number): Promise<void> {
    if (!run.touchedStorage) return;
    await this.remove(run, () => this.storage.removeAttempts(run.place, { exceptFence: keepFence }));
  }

  async removeTemp(run: AttemptRun): Promise<void> {
    if (run.touchedStorage) await this.remove(run, () => this.storage.removeTemp(run.place));
  }

  /** The monitor removes what a share that hangs keeps. */
  private async remove(run: AttemptRun, removal: () => Promise<unknown>): Promise<void> {
    await removal().catch((error: unknown) => {
      if (!(error instanceof StalledShareError)) throw error;
      run.log.warn({ event: 'files.left', error: error.message });
    });
  }
}
