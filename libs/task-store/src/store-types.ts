import type { ServiceName, WorkflowContext } from '@switchyard/contracts';
import type { StoredTask } from './record-codec';

/** What is needed to find a task's keys without reading it. */
export interface TaskRef {
  taskId: string;
  taskName: string;
  workflowId: string;
  /** Where it waits when it waits. */
  queue: string;
  /** 0 to 9, 9 goes first. */
  priority: number;
}

/** A task as it is submitted, checked and resolved. */
export interface NewTask extends TaskRef {
  /** The API key that it belongs to, and its whole workflow with it. */
  owner?: string;
  requestedAs?: string;
  /** URL that is told of its end. */
  callback?: string;
  /** Place of S3 that its outputs are copied to. */
  upload?: string;
  /** The task of which this is another try. */
  retryOf?: string;
  /** Seconds it may wait for its first attempt. */
  queueTtlSeconds?: number;
  /** Digest of what it computes; tasks of the same one share a result. */
  reuse?: string;
  /** The whole input: references resolved, defaults filled in. */
  input: object;
  /** What the client sent; compared when the id is sent again. */
  request: Record<string, unknown>;
  maxAttempts: number;
  timeoutSeconds: number;
}

/** `ahead`: how many tasks stand before it in its queue. */
export type Created = { created: true; task: StoredTask; ahead: number } | { created: false; task: StoredTask };

/** One try at a task by one worker. */
export interface Attempt extends TaskRef {
  fence: number;
  worker: string;
}

/** An attempt as its worker sees it: a sign of life. */
export interface Beat extends Attempt {
  /** 0 to 1. */
  progress: number;
  /** How long it has run, by the monotonic clock of its worker. */
  ranMs: number;
}

/** An attempt that has begun. */
export interface Claimed {
  task: StoredTask;
  readContext: () => WorkflowContext;
}

/**
 * `cancel`: a client asked for the task to end; `timeout`: the attempt is over its hard limit; `lost`: it is not the current one
 * any more.
 */
export type WriteResult = 'ok' | 'cancel' | 'timeout' | 'lost';

/** What became of the task of an attempt that stopped beating; `alive` when it did not. */
export type Orphaned = 'queued' | 'failed' | 'cancelled' | 'timed_out' | 'alive';

/** One GPU of a host. */
export interface GpuFacts {
  name: string;
  /** Part of the time in which it works, 0 to 1. */
  load: number;
  memory_total_bytes: number;
  memory_used_bytes: number;
}

/** The machine that a process runs on, as it was a few seconds ago. */
export interface HostFacts {
  /** `load`: part of all CPU time that is used, 0 to 1. */
  cpu: { cores: number; load: number };
  memory: { total_bytes: number; available_bytes: number };
  /** The file system of the shared files; null when it is not known. */
  disk: { total_bytes: number; available_bytes: number } | null;
  gpus: GpuFacts[];
}

/** What a worker process says of itself with each heartbeat. */
export interface Presence {
  service: ServiceName;
  version: string;
  device: 'cpu' | 'cuda';
  /** Lock keys of the GPUs it uses, simulated ones too. */
  gpus?: string[];
  /** Names of the models that are ready. */
  models: string[];
  /** What it still needs before it can work, in words. */
  missing: string[];
  concurrency: number;
  running: number;
  host: string;
  pid: number;
  /** Missing until the host was read for the first time. */
  host_facts?: HostFacts;
}

export interface LiveWorker extends Presence {
  worker: string;
  seen_at: string;
}
