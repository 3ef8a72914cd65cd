import { TaskCancelledError, type WorkflowContext } from '@switchyard/contracts';
import type { Logger } from '@switchyard/observability';
import type { AttemptPlace, SharedStorage } from '@switchyard/storage';
import type { Attempt, StoredTask, Transitions, WriteResult } from '@switchyard/task-store';
import { AttemptLostError } from './outcome';
import type { TaskRun, WorkDescription } from './task-run';

/** The event log gets at most two entries of progress a second. */
const PROGRESS_EVERY_MS = 500;

/** One attempt while it runs: what the method sees of it, and what the kit does to it. */
export class AttemptRun implements TaskRun {
  readonly abort = new AbortController();
  fraction = 0;
  work: WorkDescription | undefined;
  private readonly directories = new Set<string>();
  private known: WorkflowContext | undefined;
  private reportedAt = 0;
  private reporting: Promise<void> = Promise.resolve();

  constructor(
    readonly task: StoredTask,
    private readonly readContext: () => WorkflowContext,
    readonly attemptRef: Attempt,
    private readonly storage: SharedStorage,
    private readonly transitions: Transitions,
    readonly log: Logger,
  ) {}

  /** Where the files of this attempt are. */
  get place(): AttemptPlace {
    return this.attemptRef;
  }
  /** Read when a method first asks for it; most never do. */
  get context(): WorkflowContext {
    this.known ??= this.readContext();
    return this.known;
  }
  get taskId(): string {
    return this.task.task_id;
  }
  get taskName(): string {
    return this.task.task_name;
  }
  get workflowId(): string {
    return this.task.workflow_id;
  }
  get attempt(): number {
    return this.task.attempt;
  }
  get fence(): number {
    return this.task.fence;
  }
  get signal(): AbortSignal {
    return this.abort.signal;
  }
  get outputDir(): string {
    return this.made(this.storage.attemptDir(this.place));
  }
  get tempDir(): string {
    return this.made(this.storage.tempDir(this.place));
  }
  get checkpointDir(): string {
    return this.made(this.storage.checkpointDir(this.place));
  }

  progress(fraction: number, message?: string): void {
    if (!Number.isFinite(fraction)) return;
    this.fraction = Math.min(1, Math.max(0, fraction));
    const now = performance.now();
    if (now - this.reportedAt < PROGRESS_EVERY_MS || this.signal.aborted) return;
    this.reportedAt = now;
    this.reporting = this.report(this.fraction, message);
  }

  describe(work: WorkDescription): void {
    this.work = work;
  }

  /** Whether anything of this task may lie on the shared storage. */
  get touchedStorage(): boolean {
    return this.directories.size > 0 || this.task.attempt > 1 || this.task.deaths > 0;
  }

  /** Progress that is on its way is written before the task ends. */
  async settled(): Promise<void> {
    await this.reporting;
  }

  /** Acts on what the store says of this attempt. */
  obey(answer: WriteResult): void {
    if (answer === 'cancel') this.abort.abort(new TaskCancelledError());
    if (answer === 'lost') this.abort.abort(new AttemptLostError());
  }

  /** Directories come into being when they are first asked for; many tasks need none. */
  private made(directory: string): string {
    if (!this.directories.has(directory)) this.storage.makeDirectory(directory);
    this.directories.add(directory);
    return directory;
  }

  private async report(fraction: number, message?: string): Promise<void> {
    try {
      this.obey(await this.transitions.progress(this.attemptRef, Math.round(fraction * 1e4) / 1e4, message));
    } catch (error) {
      this.log.warn({ event: 'progress.unwritten', error: String(error) });
    }
  }
}
