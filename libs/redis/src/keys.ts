import type { TaskState } from '@switchyard/contracts';

/** Every Redis key and channel of the platform; nothing else spells one. */
export class Keys {
  /** What keys begin with whose rest a script finds out itself. */
  readonly stems: { task: string; events: string; workflow: string; index: string; queue: string; turns: string };

  constructor(private readonly prefix = '') {
    this.stems = {
      task: this.task(''),
      events: this.taskEvents(''),
      workflow: this.workflow(''),
      index: `${prefix}tasks:`,
      queue: `${this.queuePrefix}:`,
      turns: this.turns(''),
    };
  }

  /** Hash: the record of a task. */
  task = (taskId: string): string => `${this.prefix}task:${taskId}`;

  /** List of the events from the third on, and the channel that announces the number of each new one; 0 when the task is removed. */
  taskEvents = (taskId: string): string => `${this.prefix}task_events:${taskId}`;

  /** Hash: what the tasks of one workflow were given and gave back. */
  workflow = (workflowId: string): string => `${this.prefix}workflow_state:${workflowId}`;

  /**
   * Sorted set of task ids, newest last: the tasks of one name in one state, all or those of one API key; `move` in `common.lua`
   * spells it, too.
   */
  taskIndex = (taskName: string, state: TaskState, owner?: string): string =>
    `${this.prefix}tasks:${taskName}:${state}${owner === undefined ? '' : `@${owner}`}`;

  /** What every key of BullMQ begins with. */
  get queuePrefix(): string {
    return `${this.prefix}sy`;
  }

  /** Sorted set of BullMQ: the jobs of a queue that wait, in the order in which they are delivered. */
  waitingJobs = (queue: string): string => `${this.queuePrefix}:${queue}:prioritized`;

  /** Sorted set: queued task → when the monitor looks next whether its job is there. */
  get outbox(): string {
    return `${this.prefix}task_outbox`;
  }

  /** Sorted set: final task → when its callback is sent, or looked for again; and the channel that tells of a new one. */
  get callbacks(): string {
    return `${this.prefix}task_callbacks`;
  }

  /** Sorted set: task with a `queue_ttl` that waits for its first attempt → when it expires. */
  get expiries(): string {
    return `${this.prefix}task_expiries`;
  }

  /**
   * Hash: how far the sharing of a queue is, by priority: `<priority>` the turn that began last, `<priority>@<API key>` the next
   * turn of this key.
   */
  turns = (queue: string): string => `${this.prefix}task_turns:${queue}`;

  /** Hash: which task computes what this digest names; with `:followers` the list of those that wait for its result. */
  reuse = (digest: string): string => `${this.prefix}task_reuse:${digest}`;

  /** Counter: the number of every task, by which lists and queues go. */
  get number(): string {
    return `${this.prefix}task_number`;
  }

  /** Sorted set: running task → when its attempt counts as dead. */
  get heartbeats(): string {
    return `${this.prefix}task_heartbeats`;
  }

  /** Sorted set: finished workflow → when it is removed. */
  get retention(): string {
    return `${this.prefix}workflow_retention`;
  }

  /** Hash: how long tasks of a name take, `<name>` → `<count>:<mean seconds>`; `<name> per media second` the same for each second of media. */
  get durations(): string {
    return `${this.prefix}task_durations`;
  }

  /** Hash: how many tasks ended in each minute of the last day, today and yesterday; see `count_end` in `common.lua`. */
  get ends(): string {
    return `${this.prefix}task_ends`;
  }

  /**
   * Hash: `grace_until`, before which no attempt counts as dead; `away_until`, up to which deadlines stem from before Redis was
   * away; `seen_at`, when a monitor looked last, and `gap_ms`, after which
   * that is too long ago; counters of orphaned attempts, refused writes and beats.
   */
  get detector(): string {
    return `${this.prefix}task_detector`;
  }

  /** Hash: worker process → its presence. */
  get workers(): string {
    return `${this.prefix}workers`;
  }

  /** Channel: ids of running tasks that a client asked to cancel. */
  get cancels(): string {
    return `${this.prefix}task_cancels`;
  }

  /** String: who may do the work that one process does at a time. */
  lease = (work: string): string => `${this.prefix}lease:${work}`;

  /** Hash: whether the monitor runs, what its checks found, counters; written by the one that leads. */
  get monitor(): string {
    return `${this.prefix}monitor`;
  }

  /** Hash: settings that were changed while the system runs. */
  get monitorConfig(): string {
    return `${this.prefix}monitor_config`;
  }

  /** List: what checks did, newest first. */
  get monitorActions(): string {
    return `${this.prefix}monitor_actions`;
  }

  /** List of what the leading monitor is asked to do, and the channel that wakes it. */
  get monitorCommands(): string {
    return `${this.prefix}monitor_commands`;
  }

  /** String: the answer to one command. */
  monitorAnswer = (commandId: string): string => `${this.prefix}monitor_answer:${commandId}`;

  /** Hash: a task outside our workers that is kept alive by hand. */
  handTask = (taskId: string): string => `${this.prefix}hand_task:${taskId}`;

  /** Sorted set: tasks kept alive by hand, in the order of their registration. */
  get handTasks(): string {
    return `${this.prefix}hand_tasks`;
  }

  /** Sorted set: task kept alive by hand → when it counts as dead. */
  get handHeartbeats(): string {
    return `${this.prefix}hand_heartbeats`;
  }

  /** Sorted set: task whose attempt was found dead → when. */
  get deadTasks(): string {
    return `${this.prefix}dead_tasks`;
  }

  /** Hash: dead task → what is known of it (JSON). */
  get deadTaskFacts(): string {
    return `${this.prefix}dead_task_facts`;
  }

  /** Stream: which operator did what, as far as it cannot be undone. */
  get auditLog(): string {
    return `${this.prefix}audit_log`;
  }

  /** Hash: id → API key without its secret (JSON). */
  get apiKeys(): string {
    return `${this.prefix}api_keys`;
  }

  /** String: another one after each change of a key. */
  get apiKeysVersion(): string {
    return `${this.prefix}api_keys_version`;
  }

  /** Hash: id of an API key → when it was last used. */
  get apiKeyUses(): string {
    return `${this.prefix}api_key_uses`;
  }

  /** Hash: id of an API key → the secret that signs the callbacks of its tasks. */
  get apiKeyCallbackSecrets(): string {
    return `${this.prefix}api_key_callback_secrets`;
  }

  /**
   * Hash: what each API key has and may have: `<id>:queued`, `<id>:running`, `<id>:most_queued`, `<id>:most_running`; with
   * `:parked:<id>` the sorted set of its tasks that wait until fewer of them run. `common.lua` spells both, too.
   */
  get apiKeyLoads(): string {
    return `${this.prefix}api_key_loads`;
  }

  /** What the counters of requests begin with: `<this>:<id of an API key>:<route>`. */
  get rateLimits(): string {
    return `${this.prefix}rate_limits`;
  }

  /** Hash: the lease of a GPU, `0` or with its host `host-a:0`; no key while it is free. */
  gpuLock = (gpu: string): string => `${this.prefix}gpu_lock:${gpu}`;

  /** What stands beside the lease of a GPU. */
  gpuLockPart = (gpu: string, part: GpuLockPart): string => `${this.gpuLock(gpu)}:${part}`;

  /** Hash: GPU → what the workers that serve it say of it (JSON). */
  get gpus(): string {
    return `${this.prefix}gpus`;
  }

  /** String: tells this installation from others that use the same GPUs. */
  get gpuInstallation(): string {
    return `${this.prefix}gpu_installation`;
  }

  /** Channel: what one worker process has to know of its leases. */
  gpuMessages = (worker: string): string => `${this.prefix}gpu_lock_messages:${worker}`;

  /** Channel: orders to every worker process that serves a GPU. */
  gpuOrders = (gpu: string): string => `${this.prefix}gpu_lock_orders:${gpu}`;

  /** Channel without messages: every worker process that serves this very device under this name listens. */
  gpuPresence = (gpu: string, uuid: string): string => `${this.prefix}gpu_lock_presence:${gpu}:${uuid}`;

  /** Channel: each entry of each GPU's history. */
  get gpuEvents(): string {
    return `${this.prefix}gpu_lock_events`;
  }

  /** Hash: the record of a code task. */
  codeTask = (taskId: string): string => `${this.prefix}code_task:${taskId}`;

  /** List of the events of a code task, and the channel that announces the number of each new one; 0 when it is removed. */
  codeEvents = (taskId: string): string => `${this.prefix}code_task_events:${taskId}`;

  /** Sorted set of code tasks in one state, newest last; with an owner, those of one API key. */
  codeIndex = (state: string, owner = ''): string => `${this.prefix}code_tasks:${state}${owner && `:${owner}`}`;

  /** Hash: how many code tasks ended in each minute of the last day, today and yesterday. */
  get codeEnds(): string {
    return `${this.prefix}code_task_ends`;
  }

  /** Hash: a machine that lends its idle time. */
  node = (nodeId: string): string => `${this.prefix}node:${nodeId}`;

  /** Sorted set: the nodes of one status → last sign of life. */
  nodesOf = (status: string): string => `${this.prefix}nodes:${status}`;

  /** Sorted set: node → when it counts as silent. */
  get nodeDeadlines(): string {
    return `${this.prefix}node_deadlines`;
  }

  /** Hash: when gateways last looked for silent nodes, and until when none counts as silent. */
  get nodeWatch(): string {
    return `${this.prefix}node_watch`;
  }

  /** Sorted set: node → completed tasks. */
  get nodeContributions(): string {
    return `${this.prefix}node_contributions`;
  }

  /** Channel: a task was given to a waiting node. */
  nodeGrant = (nodeId: string): string => `${this.prefix}node_grant:${nodeId}`;

  /** Channel: every change of a node or of a code task (JSON). */
  get nodeUpdates(): string {
    return `${this.prefix}node_updates`;
  }

  /** Sorted set of the nodes with room for one shape that wait, by `rank` or by `since`. */
  nodesWaiting = (shape: string, order: 'rank' | 'since'): string => `${this.prefix}nodes_waiting:${shape}:${order}`;

  /** Set: shapes for which nodes wait. */
  get nodeShapes(): string {
    return `${this.prefix}nodes_waiting_shapes`;
  }

  /** Sorted set: code tasks of one shape that wait, in the order of their submission. */
  codeQueue = (shape: string): string => `${this.prefix}code_queue:${shape}`;

  /** Set: shapes of which code tasks wait. */
  get codeShapes(): string {
    return `${this.prefix}code_queue_shapes`;
  }

  /**
   * What every script of nodes and code tasks gets, in the order of `libs/nodes/src/lua/common.lua`. Those that end with a colon
   * are what keys begin with.
   */
  get nodeScripts(): string[] {
    const { prefix } = this;
    return [
      ...[this.codeTask(''), this.codeEvents(''), this.codeIndex(''), this.codeQueue(''), this.codeShapes, this.number],
      ...[this.codeEnds, `${prefix}code_task_offers`, `${prefix}code_task_limits`, `${prefix}code_task_retention`],
      ...[this.node(''), this.nodesOf(''), this.nodeDeadlines, `${prefix}nodes_waiting:`, this.nodeShapes],
      ...[this.nodeContributions, `${prefix}node_of_key`, this.nodeGrant(''), this.nodeUpdates, this.nodeWatch],
    ];
  }

  /** Hash: a flow. */
  flow = (flowId: string): string => `${this.prefix}flow:${flowId}`;

  /** Sorted set: flow → when it was first stored. */
  get flows(): string {
    return `${this.prefix}flows`;
  }

  /** Hash: how often the routines of a flow ran and its jobs ended, in each minute of the last day. */
  flowMetrics = (flowId: string): string => `${this.prefix}flow_metrics:${flowId}`;

  /** Hash: a job of a flow, and the channel that tells of each change. */
  flowJob = (jobId: string): string => `${this.prefix}flow_job:${jobId}`;

  /** What stands beside a job; see `common.lua` of flows. */
  flowJobPart = (jobId: string, part: FlowJobPart): string => `${this.flowJob(jobId)}:${part}`;

  /** List of the events of a job, and the channel that announces the number of each new one. */
  flowJobEvents = (jobId: string): string => `${this.prefix}flow_job_events:${jobId}`;

  /** Sorted set: jobs in one state, newest last: all, or those of one API key. */
  flowJobs = (state: string, owner?: string): string =>
    `${this.prefix}flow_jobs:${state}${owner === undefined ? '' : `:${owner}`}`;

  /** Hash: how many jobs ended in each minute of the last day, and today. */
  get flowEnds(): string {
    return `${this.prefix}flow_ends`;
  }

  /** Sorted set: jobs of one flow, newest last. */
  flowJobsOf = (flowId: string): string => `${this.prefix}flow_jobs_of:${flowId}`;

  /** String: the job that was made with an idempotency key. */
  flowJobKey = (flowId: string, key: string): string => `${this.prefix}flow_job_key:${flowId}:${key}`;

  /** String: there while an engine looks at all jobs. */
  get flowCare(): string {
    return `${this.prefix}flow_care`;
  }

  /** Sorted set: ended job → when it is removed. */
  get flowRetention(): string {
    return `${this.prefix}flow_retention`;
  }
}

/**
 * `queue`: sorted set, waiting task → arrival number; `waiters`: hash, task → who waits (JSON); `polls`: sorted set, task →
 * when it counts as dead; `fence`: the last one; `stats`: hash; `history`: list, newest first; `clock`: hash.
 */
export type GpuLockPart = 'queue' | 'waiters' | 'polls' | 'fence' | 'stats' | 'history' | 'clock';

/** See `common.lua` of flows. */
export type FlowJobPart =
  | 'slot'
  | 'act'
  | 'acts'
  | 'waits'
  | 'in'
  | 'out'
  | 'blocked'
  | 'stats'
  | 'hints'
  | 'trace'
  | 'results'
  | 'breakpoints';
