import { withoutDirectories } from './without-directories';

/** Codes that appear only inside a task's record, never as the status of a reply. */
export type TaskErrorCode =
  | 'GPU_LOCK_TIMEOUT'
  | 'GPU_LEASE_LOST'
  | 'ENGINE_CRASHED'
  | 'ENGINE_STALLED'
  | 'TASK_TIMEOUT'
  | 'POISON_TASK'
  | 'MODEL_UNAVAILABLE'
  | 'PROVIDER_FAILED'
  | 'REPLY_UNUSABLE'
  | 'DISK_FULL'
  | 'INPUT_REJECTED'
  | 'INPUT_UNAVAILABLE'
  | 'UPLOAD_FAILED'
  | 'WORKER_LOST'
  | 'CANCELLED'
  | 'INTERNAL_ERROR';

/** The error of a task as its record and the API show it. */
export interface TaskFailure {
  code: TaskErrorCode;
  message: string;
  retryable: boolean;
  details?: string;
}

/** A failure of one attempt that knows whether another attempt could help. */
export abstract class TaskError extends Error {
  abstract readonly code: TaskErrorCode;
  abstract readonly retryable: boolean;
  /** The engine or worker died of it: counts towards `POISON_LIMIT`. */
  readonly deadly: boolean = false;
  details?: string;

  override get name(): string {
    return this.constructor.name;
  }

  toFailure(): TaskFailure {
    const failure = { code: this.code, message: this.message, retryable: this.retryable };
    return this.details ? { ...failure, details: this.details } : failure;
  }
}

/** The input is at fault; the same input fails again. */
export class InputRejectedError extends TaskError {
  readonly code = 'INPUT_REJECTED';
  readonly retryable = false;
}

/** An input from outside could not be fetched; it may be there later. */
export class InputUnavailableError extends TaskError {
  readonly code = 'INPUT_UNAVAILABLE';
  readonly retryable = true;

  constructor(
    readonly field: string,
    readonly why: string,
  ) {
    super(`${field} could not be fetched: ${why}`);
  }
}

/** The outputs could not be copied to where the task wants them. */
export class OutputUploadError extends TaskError {
  readonly code = 'UPLOAD_FAILED';

  constructor(
    readonly why: string,
    readonly retryable: boolean,
  ) {
    super(`upload ${why}`);
  }
}

/** A model is not there or is not what the catalogue says. */
export class ModelUnavailableError extends TaskError {
  readonly code = 'MODEL_UNAVAILABLE';
  readonly retryable = false;

  constructor(
    readonly modelName: string,
    readonly why: string,
  ) {
    super(`model ${modelName} cannot be used: ${why}; fetch it with: npx switchyard models pull ${modelName}`);
  }
}

/** No space is left where the task writes. */
export class DiskFullError extends TaskError {
  readonly code = 'DISK_FULL';
  readonly retryable = true;

  constructor(readonly where: string) {
    super(`no space left while writing ${where}; free some space, and the task is tried again`);
  }
}

/** What ONNX Runtime, whisper.cpp, C++ and V8 say when they get no memory. */
export const tellsOfNoMemory = (words: string): boolean =>
  /bad_alloc|failed to allocate|allocation failed|out of memory/i.test(words);

/** The engine process ended in the middle of a call. */
export class EngineCrashedError extends TaskError {
  readonly code = 'ENGINE_CRASHED';
  readonly retryable = true;
  override readonly deadly = true;

  /** @param ending how the process ended, e.g. `signal SIGKILL`; @param details the end of its stderr */
  constructor(
    readonly engine: string,
    readonly ending: string,
    override readonly details?: string,
  ) {
    const did = tellsOfNoMemory(details ?? '') ? 'ran out of memory' : 'ended';
    super(`engine ${engine} ${did} in the middle of the task (${ending})`);
  }
}

/** The attempt ran longer than it may: the soft limit asks it to end, the hard one ends it. */
export class TaskTimeoutError extends TaskError {
  readonly code = 'TASK_TIMEOUT';
  readonly retryable = false;

  constructor(
    readonly limitSeconds: number,
    readonly level: 'soft' | 'hard' = 'hard',
  ) {
    super(
      `the task ran longer than its ${level} limit of ${limitSeconds} s and was stopped; submit it with a longer timeout`,
    );
  }
}

/** The task was still queued when its `queue_ttl` was over. */
export class TaskExpiredError extends TaskError {
  readonly code = 'TASK_TIMEOUT';
  readonly retryable = false;

  constructor(readonly ttlSeconds: number) {
    super(`no attempt began within the queue_ttl of ${ttlSeconds} s; submit it again when there are more workers`);
  }
}

/** The engine told of no progress for too long and was ended. */
export class EngineStalledError extends TaskError {
  readonly code = 'ENGINE_STALLED';
  readonly retryable = true;

  constructor(readonly silentSeconds: number) {
    super(`the engine made no progress for ${silentSeconds} s and was ended`);
  }
}

/** Its engine or worker died too often for another try. */
export class PoisonTaskError extends TaskError {
  readonly code = 'POISON_TASK';
  readonly retryable = false;

  constructor(
    readonly deaths: number,
    last: TaskError,
  ) {
    super(`the engine or worker died ${deaths} times on this input, which is not tried again; lastly, ${last.message}`);
    if (last.details !== undefined) this.details = last.details;
  }
}

/** The attempt stopped beating: its worker died or was cut off. */
export class WorkerLostError extends TaskError {
  readonly code = 'WORKER_LOST';
  readonly retryable = true;
  override readonly deadly = true;

  constructor(readonly worker: string) {
    super(`worker ${worker} stopped giving signs of life in the middle of the task`);
  }
}

/** A client cancelled the task. */
export class TaskCancelledError extends TaskError {
  readonly code = 'CANCELLED';
  readonly retryable = false;

  constructor() {
    super('the task was cancelled on request');
  }
}

/** A defect of ours or of an engine that no other class names. */
export class InternalTaskError extends TaskError {
  readonly code = 'INTERNAL_ERROR';
  readonly retryable = true;

  constructor(
    message: string,
    override readonly details?: string,
  ) {
    super(message);
  }
}

/** A failure that crossed a process border as data and is an error again. */
export class RevivedTaskError extends TaskError {
  readonly code: TaskErrorCode;
  readonly retryable: boolean;
  override readonly details?: string;
  override readonly deadly: boolean;

  constructor(failure: TaskFailure & { deadly?: boolean }) {
    super(failure.message);
    this.code = failure.code;
    this.retryable = failure.retryable;
    this.details = failure.details;
    this.deadly = failure.deadly ?? false;
  }
}

/** Translates whatever was thrown in an attempt into the error its record carries. */
export function toTaskError(thrown: unknown, where = 'the shared storage'): TaskError {
  if (thrown instanceof TaskError) return thrown;
  if (isErrno(thrown, 'ENOSPC') || isErrno(thrown, 'EDQUOT')) return new DiskFullError(where);
  if (isErrno(thrown, 'EFBIG')) return new InputRejectedError(TOO_LARGE_A_FILE);
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new InternalTaskError(withoutDirectories(error.message));
}

const TOO_LARGE_A_FILE =
  'the task met its limit of the size of a file: its output would be larger than the ENGINE_FILE_SIZE of the worker';

function isErrno(thrown: unknown, code: string): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === code;
}
