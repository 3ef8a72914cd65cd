import { join } from 'node:path';
import {
  CATALOGUE,
  TASK_STATES,
  type EventLevel,
  type TaskEvent,
  type TaskEventType,
  type TaskState,
  type WorkflowContext,
  levelOf,
} from '@switchyard/contracts';
import { isTracing } from '@switchyard/observability';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import { taskIdsIn, toContext, type ContextReply } from './context-codec';
import { SUMMARY_FIELDS, toHash, toRecord, toSummary, toTime, type StoredTask } from './record-codec';
import { StatusBatch, type TaskStatus } from './status-batch';
import { jobPriority, scoreBehind } from './task-job';

const EVENTS = new Script(join(__dirname, 'lua', 'events.lua'));
const CONTEXT = new Script(join(__dirname, 'lua', 'read-context.lua'));

export interface TaskFilter {
  status?: TaskState;
  taskName?: string;
  limit: number;
  /** The `number` of the last task of the page before. */
  before?: number;
  /** Only tasks of this API key. */
  owner?: string;
}

export interface NewestFilter extends Omit<TaskFilter, 'status'> {
  states: readonly TaskState[];
}

/** Where a task stands in lists. */
export interface TaskPlace {
  id: string;
  number: number;
}

/** Everything that only looks. */
export class TaskReader {
  private readonly statuses: StatusBatch;

  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {
    this.statuses = new StatusBatch(redis, keys.stems.queue);
  }

  async get(taskId: string): Promise<StoredTask | null> {
    const hash = await this.redis.hgetall(this.keys.task(taskId));
    return hash['task_id'] ? toRecord(hash) : null;
  }

  /** How a task is doing, and how many stand before it while it is queued; a fraction of the cost of `get`. */
  status(taskId: string): Promise<TaskStatus | null> {
    return this.statuses.of(this.keys.task(taskId));
  }

  /** How a task is doing, without its input, request and output. */
  async summary(taskId: string): Promise<StoredTask | null> {
    return (await this.status(taskId))?.task ?? null;
  }

  /** How many tasks would stand before a new one. */
  async ahead({ queue, priority, owner = '' }: { queue: string; priority: number; owner?: string }): Promise<number> {
    const turns = await this.redis.hmget(this.keys.turns(queue), String(priority), `${priority}@${owner}`);
    const behind = scoreBehind(jobPriority({ priority, returns: false, turn: Math.max(...turns.map(Number)) }));
    return this.redis.zcount(this.keys.waitingJobs(queue), '-inf', `(${behind}`);
  }

  /** The task that computes, or has computed, what a digest names. */
  async computing(digest: string): Promise<StoredTask | null> {
    const leader = await this.redis.hget(this.keys.reuse(digest), 'leader');
    return leader === null ? null : this.summary(leader);
  }

  async summaries(taskIds: string[]): Promise<StoredTask[]> {
    if (taskIds.length === 0) return [];
    const pipeline = this.redis.pipeline();
    for (const id of taskIds) pipeline.hmget(this.keys.task(id), ...SUMMARY_FIELDS);
    const replies = (await pipeline.exec()) ?? [];
    return replies.flatMap(([error, reply]) => {
      if (error) throw error;
      const values = reply as (string | null)[];
      return values[0] ? [toSummary(values)] : [];
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

  /**
   * Whether the outputs of attempts are visible: their task succeeded with just them.
   * @param owner only those of tasks of this API key
   */
  async areVisible(attempts: readonly { taskId: string; fence: number }[], owner?: string): Promise<boolean[]> {
    const pipeline = this.redis.pipeline();
    for (const { taskId } of attempts) pipeline.hmget(this.keys.task(taskId), 'status', 'fence', 'owner');
    const replies = (await pipeline.exec()) ?? [];
    return attempts.map(({ fence }, index) => {
      const [error, values] = replies[index] ?? [];
      if (error) throw error;
      const [status, current, of] = (values ?? []) as (string | null)[];
      return status === 'succeeded' && Number(current) === fence && (owner === undefined || of === owner);
    });
  }

  /** Bytes of the files that the succeeded tasks of an API key have. */
  async resultBytes(owner: string): Promise<number> {
    return Number((await this.redis.hget(this.keys.apiKeyLoads, `${owner}:bytes`)) ?? 0);
  }

  /** The API key that a workflow belongs to, null when to none; undefined when there is no such workflow. */
  async ownerOfWorkflow(workflowId: string): Promise<string | null | undefined> {
    const [known, owner] = await this.redis.hmget(this.keys.workflow(workflowId), 'input_params', 'owner');
    return known === null ? undefined : (owner ?? null);
  }

  async context(workflowId: string): Promise<WorkflowContext | null> {
    const reply = await CONTEXT.run(this.redis, [this.keys.workflow(workflowId)], [this.keys.stems.task]);
    const context = reply as ContextReply;
    return context.length > 0 ? toContext(workflowId, context) : null;
  }

  async taskIdsOfWorkflow(workflowId: string): Promise<string[]> {
    return taskIdsIn(await this.redis.hgetall(this.keys.workflow(workflowId)));
  }

  async tasksOfWorkflow(workflowId: string): Promise<StoredTask[]> {
    const tasks = await this.getMany(await this.taskIdsOfWorkflow(workflowId));
    return tasks.filter((task) => task !== null);
  }

  /** Newest first. */
  async list({ status, ...filter }: TaskFilter): Promise<StoredTask[]> {
    const newest = await this.newest({ states: status ? [status] : TASK_STATES, ...filter });
    return this.summaries(newest.map(({ id }) => id));
  }

  /** The newest first. Each name and state has its own index; what is asked for is merged from the heads of those that fit. */
  async newest({ states, taskName, limit, before, owner }: NewestFilter): Promise<TaskPlace[]> {
    const names = taskName ? [taskName] : CATALOGUE.map(({ name }) => name);
    const most = before === undefined ? '+inf' : `(${before}`;
    const pipeline = this.redis.pipeline();
    for (const name of names)
      for (const state of states)
        pipeline.zrange(
          this.keys.taskIndex(name, state, owner),
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
    const places = heads.map(([id, number]): TaskPlace => ({ id, number: Number(number) }));
    return places.sort((a, b) => b.number - a.number).slice(0, limit);
  }

  /** How tasks are doing, with the number and the time of the last event of each. */
  async withLastEvents(taskIds: string[]): Promise<{ task: StoredTask; seq: number; lastEventAt: string }[]> {
    const pipeline = this.redis.pipeline();
    for (const id of taskIds) {
      pipeline.hmget(this.keys.task(id), ...SUMMARY_FIELDS, 'seq');
      pipeline.lindex(this.keys.taskEvents(id), -1);
    }
    const replies = ((await pipeline.exec()) ?? []).map(([error, reply]) => {
      if (error) throw error;
      return reply;
    });
    return taskIds.flatMap((_id, at) => {
      const values = replies[2 * at] as (string | null)[];
      const last = replies[2 * at + 1] as string | null;
      if (!values[0]) return [];
      const task = toSummary(values);
      return [{ task, seq: Number(values.at(-1)), lastEventAt: toTime(last?.split(' ', 2)[1]) ?? task.created_at }];
    });
  }

  /** `traceparent` of the submission, where traces are kept. */
  async traceOf(taskId: string): Promise<string | null> {
    return isTracing() ? this.redis.hget(this.keys.task(taskId), 'trace') : null;
  }

  /** How many tasks there are of each name and state. @param owner only those of this API key */
  async counts(
    states: readonly TaskState[] = TASK_STATES,
    owner?: string,
  ): Promise<{ taskName: string; state: TaskState; count: number }[]> {
    const cells = CATALOGUE.flatMap(({ name }) => states.map((state) => ({ taskName: name, state })));
    const pipeline = this.redis.pipeline();
    for (const { taskName, state } of cells) pipeline.zcard(this.keys.taskIndex(taskName, state, owner));
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

  /** Mean seconds of the latest tasks of each name; of `<name> per media second` those for each second of media. */
  async meanDurations(): Promise<Map<string, number>> {
    const stored = await this.redis.hgetall(this.keys.durations);
    return new Map(Object.entries(stored).map(([name, text]) => [name, Number(text.slice(text.indexOf(':') + 1))]));
  }

  /** Events after a sequence number, oldest first; the first two follow from the record. */
  async events(taskId: string, afterSeq = 0, limit = 1000): Promise<TaskEvent[]> {
    const keys = [this.keys.task(taskId), this.keys.taskEvents(taskId)];
    const reply = (await EVENTS.run(this.redis, keys, [afterSeq, limit])) as [string, string, string, number] | [];
    if (reply.length === 0) return [];
    const [at, by, taskName, first, ...entries] = reply;
    const from = Math.max(afterSeq + 1, first);
    const stored = entries.map((entry, i) => toEvent(from + i, entry));
    if (first > FIRST_STORED || afterSeq >= FIRST_STORED - 1) return stored;
    const created = toEvent(1, `created ${at} ${by} ${JSON.stringify({ task_name: taskName })}`);
    const beginning = [created, toEvent(2, `queued ${at} ${by} {}`)];
    return [...beginning.slice(afterSeq), ...stored].slice(0, limit);
  }
}

/** Number of the first event that is written; those before it are known. */
const FIRST_STORED = 3;

/** An entry is type, time, producer and payload with spaces between them. */
function toEvent(seq: number, entry: string): TaskEvent {
  const [type, at, by, ...payload] = entry.split(' ');
  const kind = type as TaskEventType;
  const level: EventLevel = levelOf(kind);
  return {
    seq,
    type: kind,
    timestamp: toTime(at) ?? '',
    level,
    producer: by ?? '',
    payload: JSON.parse(payload.join(' ')) as Record<string, unknown>,
  };
}
