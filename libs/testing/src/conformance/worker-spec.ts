import type { ServiceName, TaskErrorCode } from '@switchyard/contracts';

/** Puts a file or directory on the shared storage and gives its share path. */
export type Put = (file: string | Promise<string>) => Promise<string>;

/** A task of the worker and how its input comes to be. */
export interface TaskCase {
  task: string;
  input(put: Put): Promise<object>;
}

/** What a check of an output can look at. */
export interface Outcome {
  output: Record<string, unknown>;
  /** Where the file behind a field of the output lies on this machine. */
  file(field: string): string;
}

export interface HappyCase extends TaskCase {
  title: string;
  /** What makes this output the right one. */
  check?(outcome: Outcome): Promise<void> | void;
}

/** Input that must be refused. */
export interface BadCase extends TaskCase {
  title: string;
  /** The field that is named when the submission itself is refused; without it the attempt refuses. */
  field?: string;
  /** `INPUT_REJECTED` unless it is something else that is missing. */
  code?: TaskErrorCode;
  says: RegExp;
}

/** Everything the suite needs to know about one worker app. */
export interface WorkerSpec {
  service: ServiceName;
  /** Settings of the worker, e.g. where its models are. */
  settings?(): Promise<Record<string, string>>;
  /** Whether the work is done in an engine process. */
  engine: boolean;
  /** The program that the engine runs for `long` and `brief`, as `/proc` names it. */
  tool?: string;
  /** Whether finished parts of a task are kept for its next attempt. */
  checkpoints?: boolean;
  /** Whether `long` writes its output bit by bit. */
  showsFiles?: boolean;
  /** Texts that the worker knows and that no record, event, log, file or result may hold. */
  secrets?: readonly string[];
  happy: readonly HappyCase[];
  bad: readonly BadCase[];
  /** Takes so long that it never ends by itself in a test: 10 s and more. */
  long: TaskCase;
  /** Takes long enough to be caught in the middle: some seconds; some tests wait for its end. */
  brief: TaskCase;
}
