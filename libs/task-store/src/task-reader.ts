import { join } from 'node:path';
import {
  CATALOGUE,
  TASK_STATES,
  tasksOf,
  type EventLevel,
  type ServiceName,
  type TaskEvent,
  type TaskEventType,
  type TaskState,
  type WorkflowContext,
  levelOf,
} from '@switchyard/contracts';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import {
  SUMMARY_FIELDS,
  fromValues,
  taskIdsIn,
  toContext,
  toHash,
  toRecord,
  toTime,
  type StoredTask,
} from './record-codec';
import type { QueuedCount } from './store-types';

const AHEAD = new Script(join(__dirname, 'lua', 'ahead.lua'));

export interface TaskFilter {
  status?: TaskState;
  taskName?: string;
  limit: number;
  /** The `number` of the last task of the page before. */
  before?: number;
}

/** Everything that only looks. */
export class TaskReader {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  async get(taskId: string): Promise<StoredTask | null> {
    const hash = await this.redis.hgetall(this.keys.task(taskId));
    return hash['task_id'] ? toRecord(hash) : null;
  }

  /** How a task is doing, without its input, request and output; a fraction of the cost of `get`. */
  async summary(taskId: string): Promise<StoredTask | null> {
    const values = await this.redis.hmget(this.keys.task(taskId), ...SUMMARY_FIELDS);
    return values[0] ? fromValues(SUMMARY_FIELDS, values) : null;
  }

  async summaries(taskIds: string[]): Promise<StoredTask[]> {
    if (taskIds.length === 0) return [];
    const pipeline = this.redis.pipeline();
    for (const id of taskIds) pipeline.hmget(this.keys.task(id), ...SUMMARY_FIELDS);
    const replies = (await pipeline.exec()) ?? [];
    return replies.flatMap(([error, reply]) => {
      if (error) throw error;
      const values = reply as (string | null)[];
      return values[0] ? [fromValues(SUMMARY_FIELDS, values)] : [];
    });
  }

  async getMany(taskIds: string[]): Promise<(StoredTask | null)[]> {
    if (taskIds.length === 0) return [];
    const pipeline = this.redis.pipeline();
    for (const id of taskIds) pipeline.hgetall(this.keys.task(id));
    const replies = await pipeline.exec();
    return (replies ?? []).map(([error, hash]) => {
      if (error) throw error;
      const record = hash as Record<string, string>;
      return record['task_id'] ? toRecord(record) : null;
    });
  }

  async context(workflowId: string): Promise<WorkflowContext | null> {
    const hash = await this.redis.hgetall(this.keys.workflow(workflowId));
    return hash['input_params'] ? toContext(workflowId, hash) : null;
  }

  async tasksOfWorkflow(workflowId: string): Promise<StoredTask[]> {
    const hash = await this.redis.hgetall(this.keys.workflow(workflowId));
    const tasks = await this.getMany(taskIdsIn(hash));
    return tasks.filter((task) => task !== null);
  }

  /** Newest first. Each name and state has its own index; a page merges the heads of those that fit. */
  async list({ status, taskName, limit, before }: TaskFilter): Promise<StoredTask[]> {
    const names = taskName ? [taskName] : CATALOGUE.map(({ name }) => name);
    const states = status ? [status] : TASK_STATES;
    const most = before === undefined ? '+inf' : `(${before}`;
    const pipeline = this.redis.pipeline();
    for (const name of names)
      for (const state of states)
        pipeline.zrange(
          this.keys.taskIndex(name, state),
          most,
          '-inf',
          'BYSCORE',
          'REV',
          'LIMIT',
          0,
          limit,
          'WITHSCORES',
        );
    const heads = ((await pipeline.exec()) ?? []).flatMap(([error, reply]) => {
      if (error) throw error;
      return Object.entries(toHash(reply));
    });
    const newest = heads.sort((a, b) => Number(b[1]) - Number(a[1])).slice(0, limit);
    return this.summaries(newest.map(([id]) => id));
  }

  /** How many tasks there are of each name and state. */
  async counts(): Promise<{ taskName: string; state: TaskState; count: number }[]> {
    const cells = CATALOGUE.flatMap(({ name }) => TASK_STATES.map((state) => ({ taskName: name, state })));
    const pipeline = this.redis.pipeline();
    for (const { taskName, state } of cells) pipeline.zcard(this.keys.taskIndex(taskName, state));
    const replies = (await pipeline.exec()) ?? [];
    return cells.map((cell, i) => ({ ...cell, count: Number(replies[i]?.[1] ?? 0) }));
  }

  /** When the oldest waiting task of some names was submitted, in Unix milliseconds; null when none waits. */
  async oldestQueued(taskNames: string[]): Promise<number | null> {
    const pipeline = this.redis.pipeline();
    for (const name of taskNames) pipeline.zrange(this.keys.taskIndex(name, 'queued'), '0', '0');
    const heads = ((await pipeline.exec()) ?? []).flatMap(([, reply]) => (reply ?? []) as string[]);
    const times = (await this.summaries(heads)).map(({ created_at }) => Date.parse(created_at));
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** How many tasks of its service stand before a queued task, by task name. */
  async ahead(task: { service: ServiceName; number: number }): Promise<QueuedCount[]> {
    const names = tasksOf(task.service).map(({ name }) => name);
    const keys = names.map((name) => this.keys.taskIndex(name, 'queued'));
    const counts = (await AHEAD.run(this.redis, keys, [task.number])) as number[];
    return names.map((taskName, i) => ({ taskName, count: counts[i] ?? 0 }));
  }

  /** Mean seconds of the latest tasks of each name. */
  async meanDurations(): Promise<Map<string, number>> {
    const stored = await this.redis.hgetall(this.keys.durations);
    return new Map(Object.entries(stored).map(([name, text]) => [name, Number(text.slice(text.indexOf(':') + 1))]));
  }

  /** Events after a sequence number, oldest first. */
  async events(taskId: string, afterSeq = 0, limit = 1000): Promise<TaskEvent[]> {
    const entries = await this.redis.xrange(this.keys.taskEvents(taskId), `${afterSeq + 1}-0`, '+', 'COUNT', limit);
    return entries.map(([id, fields]) => toEvent(id, toHash(fields)));
  }
}

function toEvent(id: string, { type, at, by, payload }: Record<string, string>): TaskEvent {
  const kind = type as TaskEventType;
  const level: EventLevel = levelOf(kind);
  return {
    seq: Number.parseInt(id, 10),
    type: kind,
    timestamp: toTime(at) ?? '',
    level,
    producer: by ?? '',
    payload: JSON.parse(payload ?? '{}') as Record<string, unknown>,
  };
}
