import { EngineStalledError, TaskCancelledError, TaskTimeoutError, type WorkflowContext } from '@switchyard/contracts';
import type { EngineCall } from '@switchyard/engine';
import type { GpuLease } from '@switchyard/gpu-lock';
import type { Logger } from '@switchyard/observability';
import type { AttemptPlace, SharedStorage } from '@switchyard/storage';
import type { Attempt, Note, StoredTask, Transitions, WriteResult } from '@switchyard/task-store';
import { AttemptLostError } from './outcome';
import { shareable } from './output';
import { PrintedText } from './printed-text';
import type { TaskRun, WorkDescription } from './task-run';

/** The event log gets at most two entries of progress a second. */
const PROGRESS_EVERY_MS = 500;
/** A method that does not end although its engines were killed is not waited for any longer. */
const GIVE_UP_MS = 3000;

/** A GPU that an attempt has. */
export interface HeldGpu {
  readonly lease: GpuLease;
  /** The first call counts. */
  giveBack(): Promise<void>;
}

/** One attempt while it runs: what the method sees of it, and what the kit does to it. */
export class AttemptRun implements TaskRun {
  private readonly abort = new AbortController();
  private readonly kill = new AbortController();
  private killTimer: NodeJS.Timeout | undefined;
  private giveUpTimer: NodeJS.Timeout | undefined;
  /** Calls of engines that are not over. */
  private readonly calls = new Set<Promise<unknown>>();
  /** Those of them that an engine works for; the others wait for their turn. */
  private atWork = 0;
  private readonly beganAt = performance.now();
  private lastSign = Infinity;
  fraction = 0;
  work: WorkDescription | undefined;
  private readonly directories = new Map<string, Promise<string>>();
  private known: WorkflowContext | undefined;
  private ownLog: Logger | undefined;
  private reportedAt = 0;
  private telling: Promise<void> = Promise.resolve();
  private readonly printed = new PrintedText((message) => this.tellPrinted(message));

  constructor(
    readonly task: StoredTask,
    private readonly readContext: () => WorkflowContext,
    readonly attemptRef: Attempt,
    private readonly storage: SharedStorage,
    private readonly transitions: Transitions,
    private readonly workerLog: Logger,
    private gpu?: HeldGpu,
  ) {
    this.lease?.signal.addEventListener('abort', this.onLost, { once: true });
    if (this.lease?.isLost) this.onLost();
  }

  /** Of the GPU this attempt has. */
  get lease(): GpuLease | undefined {
    return this.gpu?.lease;
  }

  /** Made when it is first needed; most attempts have nothing to say. */
  get log(): Logger {
    this.ownLog ??= this.workerLog.child({ task_id: this.taskId, attempt: this.attempt });
    return this.ownLog;
  }

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
  /** As its limits count it; told with each heartbeat. */
  get ranMs(): number {
    return performance.now() - this.beganAt;
  }
  get device(): 'cpu' | 'cuda' {
    return this.lease && !this.lease.device.simulated ? 'cuda' : 'cpu';
  }
  /** From here on the engine has to show progress. */
  get call(): EngineCall {
    this.lastSign = performance.now();
    return {
      signal: this.kill.signal,
      stop: this.signal,
      gpu: this.lease,
      onProgress: (fraction, message) => this.progress(fraction, message),
      onOutput: (part) => this.output(part),
      onPrinted: (text) => this.printed.add(text),
      onBegin: (call) => this.watch(call),
      onTurn: (work) => this.hasTurn(work),
    };
  }
  outputDir(): Promise<string> {
    return this.made(this.storage.attemptDir(this.place));
  }

  tempDir(): Promise<string> {
    return this.made(this.storage.tempDir(this.place));
  }

  checkpointDir(): Promise<string> {
    return this.made(this.storage.checkpointDir(this.place));
  }

  progress(fraction: number, message?: string): void {
    if (!Number.isFinite(fraction)) return;
    this.fraction = Math.min(1, Math.max(0, fraction));
    const now = performance.now();
    if (this.lastSign < now) this.lastSign = now;
    if (now - this.reportedAt < PROGRESS_EVERY_MS || this.signal.aborted) return;
    this.reportedAt = now;
    this.tell(() => this.report(this.fraction, message));
  }

  output(part: object): void {
    if (this.signal.aborted) return;
    this.tell(() => this.write('output', this.shared(part)));
  }

  /** Last words too, unless another attempt has begun. */
  private tellPrinted(message: string): void {
    if (this.signal.reason instanceof AttemptLostError) return;
    this.tell(() => this.write('log', { message }));
  }

  private shared(part: object): object {
    return shareable(part, this.storage.attemptDir(this.place), this.storage);
  }

  describe(work: WorkDescription): void {
    this.work = work;
  }

  /** Whether anything of this task may lie on the shared storage. */
  get touchedStorage(): boolean {
    return this.directories.size > 0 || this.task.attempt > 1 || this.task.deaths > 0 || this.task.suspect;
  }

  /** Progress, output and words that are on their way are written before the task ends. */
  async settled(): Promise<void> {
    this.printed.flush();
    await this.telling;
  }

  /** @returns rejects when the attempt is over although its method goes on */
  givenUp(): Promise<never> {
    const { signal } = this.kill;
    return new Promise((_resolve, reject) => {
      const giveUp = (): void => reject(signal.reason as Error);
      const wait = (): void => void (this.giveUpTimer = setTimeout(giveUp, GIVE_UP_MS));
      if (signal.aborted) wait();
      else signal.addEventListener('abort', wait, { once: true });
    });
  }

  /** Acts on what the store says of this attempt. */
  obey(answer: WriteResult): void {
    if (answer === 'cancel') this.stop(new TaskCancelledError());
    if (answer === 'timeout') this.stop(new TaskTimeoutError(this.task.timeout));
    if (answer === 'lost') this.stop(new AttemptLostError());
  }

  /** Asks the method to end; its engine is killed after the grace. The first reason counts. */
  stop(reason: Error, graceMs = 0): void {
    this.abort.abort(reason);
    const kill = (): void => this.kill.abort(this.signal.reason);
    if (graceMs === 0) kill();
    else this.killTimer ??= setTimeout(kill, graceMs);
  }

  /** What is still at work for this attempt is killed; resolves when its end is confirmed. */
  async endEngines(reason: unknown): Promise<void> {
    this.stop(reason as Error);
    await Promise.allSettled(this.calls);
  }

  /** Ends an engine that has shown no progress for too long. */
  endIfStalled(stallMs: number): void {
    if (this.calls.size > 0 && this.atWork === 0) return;
    const silentMs = performance.now() - this.lastSign;
    if (silentMs > stallMs) this.stop(new EngineStalledError(Math.round(silentMs / 1000)));
  }

  /** Tells something of this attempt in the task's event log. */
  note(type: Note, payload: object): void {
    this.log.warn({ event: `task.${type}`, ...payload });
    this.tell(() => this.write(type, payload));
  }

  /** What is left to do needs no GPU, and does not end with its lease: others get it meanwhile. */
  async giveBackGpu(): Promise<void> {
    const { gpu } = this;
    gpu?.lease.signal.removeEventListener('abort', this.onLost);
    this.gpu = undefined;
    await gpu?.giveBack();
  }

  /** Nothing of it is left to do. */
  close(): void {
    clearTimeout(this.killTimer);
    clearTimeout(this.giveUpTimer);
    this.lease?.signal.removeEventListener('abort', this.onLost);
  }

  private readonly onLost = (): void => this.stop(this.lease?.signal.reason as Error);

  private watch(call: Promise<unknown>): void {
    const over = (): void => void this.calls.delete(call);
    this.calls.add(call);
    call.then(over, over);
  }

  /** What went before was no silence of an engine. */
  private hasTurn(work: Promise<unknown>): void {
    const over = (): void => void (this.atWork -= 1);
    this.lastSign = performance.now();
    this.atWork += 1;
    work.then(over, over);
  }

  /** Directories come into being when they are first asked for; many tasks need none. */
  private made(directory: string): Promise<string> {
    const known = this.directories.get(directory);
    if (known) return known;
    const made = this.storage.makeDirectory(directory).then(() => directory);
    this.directories.set(directory, made);
    return made;
  }

  /**
   * One after the other: of writes sent together, one that finds its script unknown to Redis (`NOSCRIPT`) is sent again
   * behind those that came later.
   */
  private tell(write: () => Promise<void>): void {
    this.telling = this.telling.then(write);
  }

  private async write(type: Note, payload: object): Promise<void> {
    try {
      await this.transitions.note(this.attemptRef, type, payload);
    } catch (error) {
      this.log.warn({ event: 'note.unwritten', error: String(error) });
    }
  }

  private async report(fraction: number, message?: string): Promise<void> {
    try {
      this.obey(await this.transitions.progress(this.attemptRef, Math.round(fraction * 1e4) / 1e4, message));
    } catch (error) {
      this.log.warn({ event: 'progress.unwritten', error: String(error) });
    }
  }
}
