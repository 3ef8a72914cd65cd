import type { EngineIdentity, ModelIdentity, WorkflowContext } from '@switchyard/contracts';
import type { EngineCall } from '@switchyard/engine';
import type { Logger } from '@switchyard/observability';

/** How the work was done; ends up in the output next to what the method returned. */
export interface WorkDescription {
  engine: EngineIdentity;
  model?: ModelIdentity | null;
  device?: 'cpu' | 'cuda';
  /** Length of the media that was worked on, in seconds; gives the real-time factor. */
  mediaSeconds?: number | null;
}

/** One attempt at a task, as the worker's method sees it. */
export interface TaskRun {
  readonly taskId: string;
  readonly taskName: string;
  readonly workflowId: string;
  /** Counted from 1. */
  readonly attempt: number;
  readonly fence: number;
  readonly context: WorkflowContext;
  /** Aborts on cancel, time limit, lost attempt and lost GPU; whatever runs must end then. */
  readonly signal: AbortSignal;
  /** What an engine is called with: `pool.call(method, params, run.call)`. */
  readonly call: EngineCall;
  /** Where to compute: `cuda` while this attempt has a real GPU, which only its engine may touch. */
  readonly device: 'cpu' | 'cuda';
  /** Absolute directory of this attempt's outputs; visible to others only once the task has succeeded. */
  outputDir(): Promise<string>;
  /** Absolute path of a directory for temporary files; the worker removes it when the attempt ends. */
  tempDir(): Promise<string>;
  /** Where a retry finds finished parts of long work; removed when the task is final. */
  checkpointDir(): Promise<string>;
  readonly log: Logger;
  /** @param fraction 0 to 1, from the engine, never from a timer */
  progress(fraction: number, message?: string): void;
  /** Puts a part of the result into the task's event log before the whole is there; a retry gives it again. Paths below `outputDir` become `/share/…` paths. */
  output(part: object): void;
  /** Must be called once before the method returns. */
  describe(work: WorkDescription): void;
}
