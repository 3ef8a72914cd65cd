import { RequestError } from '@switchyard/contracts';
import type { Keys, RedisClient } from '@switchyard/redis';
import { levelOf, type TaskEvent, type TaskEventType } from '@switchyard/contracts';
import {
  OUTCOMES,
  type Breakpoint,
  type DebugSession,
  type Job,
  type JobPlan,
  type JobState,
  type TraceEntry,
} from './job';
import type { JobFailure } from './job';
import { slotKey, slotsOf, type Flow } from './model';

/** A job with the flow as it was when it began. */
export interface StoredJob extends Job {
  flow: Flow;
  session: DebugSession | null;
}

/** What waits in a slot. */
export interface WaitingItems {
  slot: string;
  length: number;
  items: { slot: string; id: string; data: unknown }[];
}

export const planOf = ({ job_id, flow, priority, owner, only }: StoredJob): JobPlan => ({
  jobId: job_id,
  flow,
  priority,
  owner,
  only,
});

/** Reads what is recorded of jobs. */
export class JobReader {
  constructor(
    readonly redis: RedisClient,
    readonly keys: Keys,
  ) {}

  async get(jobId: string): Promise<StoredJob | null> {
    return toJob(await this.redis.hgetall(this.keys.flowJob(jobId)));
  }

  /** @throws RequestError when there is none */
  async require(jobId: string): Promise<StoredJob> {
    const job = await this.get(jobId);
    if (!job) throw jobNotFound(jobId);
    return job;
  }

  async many(ids: readonly string[]): Promise<StoredJob[]> {
    const found = await Promise.all(ids.map((id) => this.get(id)));
    return found.flatMap((job) => job ?? []);
  }

  /** Ids and numbers of jobs in some states, newest first. @param limit all without it. @param owner only those of this API key */
  async newest(states: readonly JobState[], limit?: number, owner?: string): Promise<{ id: string; number: number }[]> {
    const lists = await Promise.all(
      states.map((state) =>
        this.redis.zrange(this.keys.flowJobs(state, owner), '0', String((limit ?? 0) - 1), 'REV', 'WITHSCORES'),
      ),
    );
    const places = lists.flatMap((flat) =>
      flat.flatMap((id, at) => (at % 2 === 0 ? [{ id, number: Number(flat[at + 1]) }] : [])),
    );
    return places.sort((a, b) => b.number - a.number).slice(0, limit);
  }

  /** When the last event of each of these jobs happened, by the order of their ids; Unix milliseconds. */
  async lastEventTimes(ids: readonly string[]): Promise<number[]> {
    const lines = await Promise.all(ids.map((id) => this.redis.lindex(this.keys.flowJobEvents(id), -1)));
    return lines.map((line) => (line === null ? 0 : Date.parse(eventOf(line).timestamp)));
  }

  /** Newest first. */
  async ofFlow(flowId: string): Promise<string[]> {
    return this.redis.zrange(this.keys.flowJobsOf(flowId), '0', '-1', 'REV');
  }

  /** @param owner only those of this API key */
  async count(state: JobState, owner?: string): Promise<number> {
    return this.redis.zcard(this.keys.flowJobs(state, owner));
  }

  /** Newest last. */
  async trace(jobId: string, limit: number): Promise<TraceEntry[]> {
    const lines = await this.redis.lrange(this.keys.flowJobPart(jobId, 'trace'), -limit, -1);
    return lines.map((line) => JSON.parse(line) as TraceEntry);
  }

  /** The tasks that executions wait for, of at most so many. */
  async openTasks(jobId: string, limit = 100): Promise<{ routine_id: string; task_id: string }[]> {
    const acts = await this.redis.zrange(this.keys.flowJobPart(jobId, 'acts'), '0', String(limit - 1));
    const read = this.redis.pipeline();
    for (const act of acts) read.hget(`${this.keys.flowJobPart(jobId, 'act')}:${act.split(' ')[1]}`, 'task');
    const ids = ((await read.exec()) ?? []).map(([error, id]) => {
      if (error) throw error;
      return id as string | null;
    });
    return acts.flatMap((act, at) => {
      const [task_id, [routine_id = '']] = [ids[at], act.split(' ')];
      return task_id ? [{ routine_id, task_id }] : [];
    });
  }

  async results(jobId: string): Promise<unknown[]> {
    const lines = await this.redis.lrange(this.keys.flowJobPart(jobId, 'results'), 0, -1);
    return lines.map((line) => JSON.parse(line) as unknown);
  }

  async breakpoints(jobId: string): Promise<Breakpoint[]> {
    const all = await this.redis.hvals(this.keys.flowJobPart(jobId, 'breakpoints'));
    return all.map((text) => JSON.parse(text) as Breakpoint);
  }

  async addBreakpoint(jobId: string, breakpoint: Breakpoint): Promise<void> {
    await this.redis
      .multi()
      .hset(this.keys.flowJobPart(jobId, 'breakpoints'), breakpoint.breakpoint_id, JSON.stringify(breakpoint))
      .hset(this.keys.flowJob(jobId), 'debug', 1)
      .exec();
  }

  /** @param id of one breakpoint; all without it. @returns how many there were */
  async removeBreakpoints(jobId: string, id?: string): Promise<number> {
    const key = this.keys.flowJobPart(jobId, 'breakpoints');
    const ids = id === undefined ? await this.redis.hkeys(key) : [id];
    return ids.length === 0 ? 0 : this.redis.hdel(key, ...ids);
  }

  /** What waits in every slot of a job, with the first items of each. */
  async waiting({ job_id, flow }: StoredJob, most: number): Promise<WaitingItems[]> {
    const slots = slotsOf(flow).map(slotKey);
    const read = this.redis.pipeline();
    for (const slot of slots) {
      const key = `${this.keys.flowJobPart(job_id, 'slot')}:${slot}`;
      read.llen(key).lrange(key, 0, most - 1);
    }
    const replies = ((await read.exec()) ?? []).map(([error, value]) => {
      if (error) throw error;
      return value;
    });
    return slots.map((slot, at) => ({
      slot,
      length: Number(replies[2 * at]),
      items: (replies[2 * at + 1] as string[]).map((line) => waitingOf(slot, line)),
    }));
  }

  /** Oldest first. */
  async events(jobId: string, afterSeq: number, limit: number): Promise<TaskEvent[]> {
    const key = this.keys.flowJobEvents(jobId);
    const read = async (from: number): Promise<TaskEvent[]> =>
      (await this.redis.lrange(key, from, -1)).map(eventOf).filter(({ seq }) => seq > afterSeq);
    const last = await this.redis.lindex(key, -1);
    const count = last === null ? 0 : eventOf(last).seq - afterSeq;
    if (count <= 0) return [];
    // the numbers have no gaps: so many stand at the end, unless others came meanwhile or old ones were removed
    const events = await read(-count);
    return (events[0]?.seq === afterSeq + 1 ? events : await read(0)).slice(0, limit);
  }
}

export const jobNotFound = (jobId: string): RequestError =>
  new RequestError('JOB_NOT_FOUND', 'job not found', `job ${jobId.slice(0, 128)} does not exist`);

const WAITING = /^\S+ (\S+) ([^]*)$/;

/** Out of `<ms> <id> <JSON>`. */
function waitingOf(slot: string, line: string): WaitingItems['items'][number] {
  const [, id = '', text = 'null'] = WAITING.exec(line) ?? [];
  return { slot, id, data: JSON.parse(text) as unknown };
}

const EVENT = /^(\d+) (\S+) (\d+) (\S+) ([^]*)$/;

function eventOf(line: string): TaskEvent {
  const [, seq, kind = '', at, producer = '', payload = '{}'] = EVENT.exec(line) ?? [];
  const type = kind as TaskEventType;
  const timestamp = new Date(Number(at)).toISOString();
  return {
    seq: Number(seq),
    type,
    timestamp,
    level: levelOf(type),
    producer,
    payload: JSON.parse(payload) as object as TaskEvent['payload'],
  };
}

const timeOf = (ms: string | undefined): string | null => (ms ? new Date(Number(ms)).toISOString() : null);

function toJob(hash: Record<string, string>): StoredJob | null {
  const { job_id, flow_id = '', flow, created_at } = hash;
  if (!job_id || !flow || !created_at) return null;
  const number = (name: string): number => Number(hash[name] ?? 0);
  return {
    job_id,
    flow_id,
    version: number('version'),
    status: hash['state'] as JobState,
    priority: number('priority'),
    owner: hash['owner'] ?? null,
    only: hash['only'] ?? null,
    number: number('number'),
    created_at: timeOf(created_at) ?? '',
    ended_at: timeOf(hash['ended_at']),
    deadline: timeOf(hash['deadline']),
    error: hash['error'] ? (JSON.parse(hash['error']) as JobFailure) : null,
    queued: number('queued'),
    open: number('open'),
    seq: number('seq'),
    items: Object.fromEntries(['entered', ...OUTCOMES].map((name) => [name, number(name)])) as Job['items'],
    flow: JSON.parse(flow) as Flow,
    session: hash['session'] ? (JSON.parse(hash['session']) as DebugSession) : null,
  };
}
