import { EventEmitter } from 'node:events';
import type { ApiKey } from '@switchyard/api-keys';
import type { TaskEvent } from '@switchyard/contracts';
import type { RedisClient } from '@switchyard/redis';
import { Caller, LOCAL } from '../access/caller';
import type { RunSource } from './run';
import { RunNews } from './run-news';

/** Two runs; each keeps only the newest of its events. */
const OWNERS: Record<string, string> = { a: 'key-a', b: 'key-b' };
const kept: Record<string, number[]> = {};

const source = {
  type: 'task',
  channel: (id: string) => `events:${id}`,
  runs: (ids: readonly string[]) =>
    Promise.resolve(ids.filter((id) => id in OWNERS).map((id) => ({ id, type: 'task', owner: OWNERS[id] }))),
  events: (id: string, afterSeq: number, limit: number) => {
    const seqs = (kept[id] ?? []).filter((seq) => seq > afterSeq);
    return Promise.resolve(seqs.slice(0, limit).map((seq) => ({ seq, type: 'output' }) as TaskEvent));
  },
} as unknown as RunSource;

async function newsOf(announced: Record<string, (number | string)[]>): Promise<RunNews> {
  const subscriber = Object.assign(new EventEmitter(), { psubscribe: () => Promise.resolve() });
  const news = new RunNews([source]);
  await news.listen(subscriber as unknown as RedisClient, () => undefined);
  for (const [id, seqs] of Object.entries(announced))
    for (const seq of seqs) subscriber.emit('pmessage', 'events:*', `events:${id}`, String(seq));
  return news;
}

const keyCaller = (id: string): Caller => new Caller({ id, scopes: ['read'] as string[] } as ApiKey);

const eventsSeen = (frames: { type: string; data: object }[] | undefined): { events: string[]; left_out: number }[] =>
  (frames ?? [])
    .filter(({ type }) => type === 'event')
    .map(({ data }) => data as { events: { run_id: string; seq: number }[]; left_out: number })
    .map(({ events, left_out }) => ({ events: events.map(({ run_id, seq }) => `${run_id}${seq}`), left_out }));

describe('what runs announce', () => {
  it('counts events whose log was cut before they were read, also where none of a run is left', async () => {
    kept['a'] = [5, 6];
    const news = await newsOf({ a: [1, 2, 3, 4] });
    expect(eventsSeen((await news.take())?.framesFor(LOCAL))).toEqual([{ events: [], left_out: 4 }]);
  });

  it('counts for a key only what is left out of its own runs', async () => {
    kept['a'] = [2, 3];
    kept['b'] = [9];
    const news = await newsOf({ a: [1, 2, 3], b: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
    const changes = await news.take();
    expect(eventsSeen(changes?.framesFor(keyCaller('key-a')))).toEqual([{ events: ['a2', 'a3'], left_out: 1 }]);
    expect(eventsSeen(changes?.framesFor(keyCaller('key-b')))).toEqual([{ events: ['b9'], left_out: 8 }]);
    expect(eventsSeen(changes?.framesFor(keyCaller('key-c')))).toEqual([]);
    expect(eventsSeen(changes?.framesFor(LOCAL))).toEqual([{ events: ['a2', 'a3', 'b9'], left_out: 9 }]);
  });

  it('tells of a run that was removed those who could see it', async () => {
    const news = await newsOf({ gone: [3, '0 key-a'], lost: [3], nobodys: ['0 '] });
    const changes = await news.take();
    const seen = (caller: Caller): string[] =>
      (changes?.framesFor(caller) ?? [])
        .filter(({ type }) => type === 'workflows')
        .flatMap(({ data }) => (data as { removed: { id: string }[] }).removed.map(({ id }) => id));
    expect([seen(keyCaller('key-a')), seen(keyCaller('key-b'))]).toEqual([['gone'], []]);
    expect(seen(LOCAL)).toEqual(['gone', 'lost', 'nobodys']);
  });
});
