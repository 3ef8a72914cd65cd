import type { TaskState } from '@switchyard/contracts';

/** Every Redis key and channel of the platform; nothing else spells one. */
export class Keys {
  constructor(private readonly prefix = '') {}

  /** Hash: the record of a task. */
  task = (taskId: string): string => `${this.prefix}task:${taskId}`;

  /** Stream with ids `<seq>-0`, and the channel that announces each new entry. */
  taskEvents = (taskId: string): string => `${this.prefix}task_events:${taskId}`;

  /** Hash: what the tasks of one workflow were given and gave back. */
  workflow = (workflowId: string): string => `${this.prefix}workflow_state:${workflowId}`;

  /** Sorted set of task ids, newest last: the tasks of one name in one state. */
  taskIndex = (taskName: string, state: TaskState): string => `${this.prefix}tasks:${taskName}:${state}`;

  /** Counter: the fence of every claim and loss, and the number of every task. */
  get fence(): string {
    return `${this.prefix}task_fence`;
  }

  /** Sorted set: queued task → when to look whether its job still exists. */
  get outbox(): string {
    return `${this.prefix}task_outbox`;
  }

  /** Sorted set: running task → when its attempt counts as dead. */
  get heartbeats(): string {
    return `${this.prefix}task_heartbeats`;
  }

  /** Sorted set: finished workflow → when it is removed. */
  get retention(): string {
    return `${this.prefix}workflow_retention`;
  }

  /** Hash: how long tasks of a name take, `<name>` → `<count>:<mean seconds>`. */
  get durations(): string {
    return `${this.prefix}task_durations`;
  }

  /** Hash of the sweep: `last` tick, `grace_until`; counters of what it did and of writes that were refused. */
  get sweep(): string {
    return `${this.prefix}task_sweep`;
  }

  /** Hash: worker process → its presence. */
  get workers(): string {
    return `${this.prefix}workers`;
  }

  /** Channel: ids of running tasks that somebody asked to cancel. */
  get cancels(): string {
    return `${this.prefix}task_cancels`;
  }

  /** String: who may do the work that one process does at a time. */
  lease = (work: string): string => `${this.prefix}lease:${work}`;

  /** What BullMQ puts before its own keys. */
  get queuePrefix(): string {
    return `${this.prefix}sy`;
  }
}
