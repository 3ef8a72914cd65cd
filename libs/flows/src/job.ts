import type { Flow } from './model';

export const JOB_STATES = ['running', 'paused', 'completed', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

export const isJobOver = (state: JobState): boolean => state !== 'running' && state !== 'paused';

/** What became of the items of an activation. */
export const OUTCOMES = ['emitted', 'collected', 'filtered', 'skipped', 'failed', 'left', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface JobFailure {
  code: string;
  message: string;
  routine_id?: string;
  task_id?: string;
}

/** One execution of a flow. */
export interface Job {
  job_id: string;
  flow_id: string;
  /** Of the flow, as it was when the job began. */
  version: number;
  status: JobState;
  priority: number;
  /** Id of the API key that it belongs to. */
  owner: string | null;
  /** Id of the API key to whose files its tasks are limited. */
  only: string | null;
  number: number;
  created_at: string;
  ended_at: string | null;
  /** Ends a job that takes longer; none while it is paused. */
  deadline: string | null;
  error: JobFailure | null;
  /** Items that wait in slots. */
  queued: number;
  /** Activations that are not over. */
  open: number;
  /** Number of the last event. */
  seq: number;
  /** Items by what became of them. */
  items: Record<Outcome | 'entered', number>;
}

/** What an engine has to know of a job; none of it changes. */
export interface JobPlan {
  jobId: string;
  flow: Flow;
  priority: number;
  owner: string | null;
  only: string | null;
}

/** One unit of data on its way through a flow. */
export interface Item {
  id: string;
  /** JSON. */
  text: string;
}

/** An item with the slot that it waited in: `<routine>.<slot>`. */
export interface TakenItem extends Item {
  slot: string;
}

/** An item on its way into a slot. */
export interface SentItem extends Item {
  slot: string;
  maxLength: number;
  /** Activations of the routine behind the slot that may run. */
  maxActive: number;
}

/** One execution of a routine, and what it took. */
export interface Activation {
  n: number;
  fence: number;
  /** Tries that failed. */
  tries: number;
  /** Engines that died in it. */
  deaths: number;
  items: TakenItem[];
  /** The job has breakpoints, or is stepped through. */
  debug: boolean;
  stepping: boolean;
  /** It was held before, and goes on. */
  released: boolean;
}

/** One line of the history of a job's items. */
export interface TraceEntry {
  activation: number;
  routine_id: string;
  outcome: Outcome;
  in: { slot: string; id: string }[];
  out: { slot: string; id: string }[];
  /** Ids of the results of the job that came of it. */
  results: string[];
  task_id?: string;
  error?: JobFailure;
  engine: string;
  finished_at: string;
}

/** A pause before an activation. */
export interface DebugSession {
  /** Nothing while one steps. */
  breakpoint_id: string | null;
  activation: number;
  routine_id: string;
  items: { slot: string; id: string; data: unknown }[];
  paused_at: string;
}

export interface Breakpoint {
  breakpoint_id: string;
  routine_id: string;
  /** Only items of this slot. */
  slot_name?: string;
  /** Only where this expression holds for the item. */
  condition?: string;
}

/** That a routine of a job has to be looked at; what is to do there, Redis knows. */
export interface FlowHint {
  jobId: string;
  routine: string;
  delayMs: number;
  /** 0 to 9, 9 goes first. */
  priority: number;
}

/** Brings hints to engines. One that is lost is given again by the next look at the job. */
export interface FlowHints {
  add(hint: FlowHint): Promise<void>;
}
