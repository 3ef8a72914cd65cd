/** One of the programs that are held against each other: how it is started, and how its work is counted. */
export interface Side {
  readonly name: string;
  /** Commands: a program and its arguments. */
  readonly gateway: readonly string[];
  readonly worker: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Tasks of a batch that are not final yet. */
  unfinished(accepted: number): Promise<number>;
  isFinal(taskId: string): Promise<boolean>;
  /** What is wrong with tasks that must all have succeeded exactly once, in words. */
  faults(taskIds: string[]): Promise<string[]>;
}
