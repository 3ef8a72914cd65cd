import type { ServiceName, WorkflowContext } from '@switchyard/contracts';
import type { StoredTask } from './record-codec';

/** What is needed to find a task's keys without reading it. */
export interface TaskRef {
  taskId: string;
  taskName: string;
  workflowId: string;
}

/** A task as it is submitted, checked and resolved. */
export interface NewTask extends TaskRef {
  service: ServiceName;
  requestedAs?: string;
  /** The whole input: references resolved, defaults filled in. */
  input: object;
  /** What the client sent; compared when the id is sent again. */
  request: Record<string, unknown>;
  maxAttempts: number;
  timeoutSeconds: number;
  retryOf?: string;
}

/** Tasks of one name that wait. */
export interface QueuedCount {
  taskName: string;
  count: number;
}

/** `queued`: every task of the service that waits now, the new one included. */
export type Created = { created: true; task: StoredTask; queued: QueuedCount[] } | { created: false; task: StoredTask };

/** One try at a task by one worker. */
export interface Attempt extends TaskRef {
  fence: number;
  worker: string;
}

export interface ClaimRequest {
  /** The fence under which the job was queued. */
  fence: number;
  /** Made once per delivery, so that a claim whose reply was lost can be sent again. */
  token: string;
  worker: string;
}

/**
 * `claimed`: go on. `final`, `gone`, `stale`: the job is of no use any more. `live`: another attempt is at work.
 * `late`: another attempt stopped beating; fence it off first.
 */
export type ClaimResult =
  | { outcome: 'claimed'; task: StoredTask; readContext: () => WorkflowContext }
  | { outcome: 'gone' | 'final' | 'stale' | 'live' | 'late' };

/** `cancel`: somebody asked for the task to end; `lost`: this attempt is not the current one any more. */
export type WriteResult = 'ok' | 'cancel' | 'lost';

export interface Orphaned {
  outcome: 'queued' | 'failed' | 'cancelled' | 'alive';
  /** Under which the next job is to be added, when queued. */
  fence: number;
}

/** What a worker process says of itself with each heartbeat. */
export interface Presence {
  service: ServiceName;
  version: string;
  device: 'cpu' | 'cuda';
  /** Names of the models that are ready. */
  models: string[];
  /** What it still needs before it can work, in words. */
  missing: string[];
  concurrency: number;
  running: number;
  host: string;
  pid: number;
}

export interface LiveWorker extends Presence {
  worker: string;
  seen_at: string;
}
