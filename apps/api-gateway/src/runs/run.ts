import type { TaskEvent } from '@switchyard/contracts';
import type { TaskEnds } from '@switchyard/task-store';
import type { RelatedIds, WorkflowRun } from './replies';

/** Every execution is one of these. */
export const RUN_TYPES = ['task', 'code', 'flow'] as const;
export type RunType = (typeof RUN_TYPES)[number];

export const RUN_STATES = ['pending', 'running', 'waiting', 'completed', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const ACTIVE_STATES = ['pending', 'running', 'waiting'] as const satisfies RunState[];

export const isOver = (state: RunState): boolean => !(ACTIVE_STATES as readonly RunState[]).includes(state);

export type StateCounts = Record<RunState, number>;

/** Where a run stands in lists. */
export interface RunPlace {
  id: string;
  /** Grows with time, over all types. */
  number: number;
}

/** All runs of one type. A new type is one class like this, named in `RunsModule`. */
export abstract class RunSource {
  abstract readonly type: RunType;
  /** Newest first. @param owner only those of this API key */
  abstract newest(state: RunState | undefined, limit: number, owner?: string): Promise<RunPlace[]>;
  /** Those that exist, in the order of their ids. */
  abstract runs(ids: readonly string[]): Promise<WorkflowRun[]>;
  /** @throws when the run does not exist any more */
  abstract related(id: string): Promise<RelatedIds>;
  /** Oldest first; what was trimmed is missing. */
  abstract events(id: string, afterSeq: number, limit: number): Promise<TaskEvent[]>;
  /** @param owner only those of this API key */
  abstract counts(owner?: string): Promise<StateCounts>;
  abstract endsToday(): Promise<TaskEnds>;
  /** The Redis channel that announces each new event of a run by its number, and the end of its record by `0` and its owner. */
  abstract channel(id: string): string;
}
