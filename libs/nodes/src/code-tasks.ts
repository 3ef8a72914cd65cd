import { levelOf, type TaskEvent, type TaskEventType } from '@switchyard/contracts';
import { TaskEndCounts } from '@switchyard/task-store';
import { CODE_FIELDS, CODE_STATES, toCodeTask, type Check, type CodeState, type CodeTask } from './code-task';
import type { NodeScripts } from './script';
import { needOf } from './shape';

export interface NewCodeTask {
  id: string;
  code: string;
  timeoutSeconds: number;
  cpu: number;
  memoryMb: number;
  /** The API key it belongs to. */
  owner?: string;
  producer: string;
  check?: Check;
}

/** Where a task stands in lists. */
export interface CodePlace {
  id: string;
  number: number;
}

/** Code tasks as their senders see them. */
export class CodeTasks {
  readonly ends: TaskEndCounts;

  constructor(
    private readonly scripts: NodeScripts,
    private readonly ttlMs: number,
  ) {
    this.ends = new TaskEndCounts(scripts.redis, scripts.keys.codeEnds);
  }

  /** @returns how many tasks stand before it */
  async submit({ id, code, timeoutSeconds, cpu, memoryMb, owner = '', producer, check }: NewCodeTask): Promise<number> {
    const compared = check ? ['agree', check.agree, 'of', check.of] : [];
    const fields = ['code', code, 'timeout', timeoutSeconds, 'cpu', cpu, 'memory', memoryMb, ...compared];
    const reply = await this.scripts.run('submit', [id, needOf({ cpu, memoryMb }), owner, producer, ...fields]);
    return (reply as [number])[0];
  }

  /** @returns the state in which the task had ended already, if it had */
  async cancel(id: string, producer: string): Promise<'cancelled' | 'none' | CodeState> {
    return (await this.scripts.run('cancel', [id, producer, this.ttlMs])) as CodeState | 'none';
  }

  async get(id: string): Promise<CodeTask | undefined> {
    return (await this.many([id]))[0];
  }

  /** Those that exist, in the order of their ids. */
  async many(ids: readonly string[]): Promise<CodeTask[]> {
    return (await this.read(ids, ...CODE_FIELDS)).map(toCodeTask);
  }

  /** The newest first. */
  async newest({
    states,
    owner,
    limit,
    offset = 0,
  }: {
    states: readonly CodeState[];
    owner?: string;
    limit: number;
    offset?: number;
  }): Promise<CodePlace[]> {
    const { redis, keys } = this.scripts;
    const pipeline = redis.pipeline();
    for (const state of states) pipeline.zrevrange(keys.codeIndex(state, owner), 0, offset + limit - 1, 'WITHSCORES');
    const heads = results(await pipeline.exec()).flatMap((reply) => pairs(reply as string[]));
    const places = heads.map(([id, number]) => ({ id, number: Number(number) }));
    return places.sort((a, b) => b.number - a.number).slice(offset, offset + limit);
  }

  async counts(owner?: string): Promise<Record<CodeState, number>> {
    const { redis, keys } = this.scripts;
    const pipeline = redis.pipeline();
    for (const state of CODE_STATES) pipeline.zcard(keys.codeIndex(state, owner));
    const counts = results(await pipeline.exec()) as number[];
    return Object.fromEntries(CODE_STATES.map((state, at) => [state, counts[at]])) as Record<CodeState, number>;
  }

  /** How many queued tasks stand before one. */
  async ahead({ number }: CodeTask): Promise<number> {
    const { redis, keys } = this.scripts;
    return redis.zcount(keys.codeIndex('queued'), '-inf', `(${number}`);
  }

  /** Oldest first. */
  async events(id: string, afterSeq: number, limit: number): Promise<TaskEvent[]> {
    const { redis, keys } = this.scripts;
    const [seq, kept] = await Promise.all([
      redis.hget(keys.codeTask(id), 'seq'),
      redis.lrange(keys.codeEvents(id), 0, -1),
    ]);
    const first = Number(seq) - kept.length + 1;
    return kept
      .map((entry, at) => toEvent(first + at, entry))
      .filter((event) => event.seq > afterSeq)
      .slice(0, limit);
  }

  /** Times of the last events, by the order of the ids; Unix milliseconds. */
  async lastEventTimes(ids: readonly string[]): Promise<number[]> {
    const { redis, keys } = this.scripts;
    const pipeline = redis.pipeline();
    for (const id of ids) pipeline.lindex(keys.codeEvents(id), -1);
    return results(await pipeline.exec()).map((entry) => Number(((entry ?? '') as string).split(' ', 2)[1] ?? 0));
  }

  private async read(ids: readonly string[], ...fields: string[]): Promise<Record<string, string | null>[]> {
    const { redis, keys } = this.scripts;
    const pipeline = redis.pipeline();
    for (const id of ids) pipeline.hmget(keys.codeTask(id), ...fields);
    const found = results(await pipeline.exec()) as (string | null)[][];
    return found
      .filter((values) => values[0] !== null)
      .map((values) => Object.fromEntries(fields.map((name, at) => [name, values[at] ?? null])));
  }
}

/** The replies of a pipeline; the first error is thrown. */
export function results(replies: [Error | null, unknown][] | null): unknown[] {
  return (replies ?? []).map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
}

export const pairs = (flat: readonly string[]): [string, string][] =>
  Array.from({ length: flat.length / 2 }, (_none, at) => [flat[2 * at] ?? '', flat[2 * at + 1] ?? '']);

/** An entry is type, time, producer and payload with spaces between them. */
function toEvent(seq: number, entry: string): TaskEvent {
  const [type, at, producer, ...payload] = entry.split(' ');
  const kind = type as TaskEventType;
  return {
    seq,
    type: kind,
    timestamp: new Date(Number(at)).toISOString(),
    level: levelOf(kind),
    producer: producer ?? '',
    payload: JSON.parse(payload.join(' ')) as Record<string, unknown>,
  };
}
