import { LAST_EVENTS, TASK_STATES, isFinal } from '@switchyard/contracts';
import { Keys, RedisConnection, type RedisClient } from '@switchyard/redis';
import { TestRedis, withChangedScripts } from '@switchyard/testing';
import fc from 'fast-check';
import { jobId } from '../src';
import { KINDS, LOSSES, NAME, World, type Step } from './world';

const stepsOf = (kinds: string[]): fc.Arbitrary<Step[]> =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), age: fc.nat(2) }), { minLength: 4, maxLength: 40 });

const anyOrder = stepsOf(KINDS);
/** What Redis forgot may be done again, so that only some promises hold then. */
const lossyOrder = stepsOf([...KINDS, ...LOSSES]);

type Invariant = (world: World) => void | Promise<void>;

/** What holds after any order of deliveries, claims, writes, deaths, lost jobs and cancels. */
const INVARIANTS = {
  'never leaves a final state, and records one last event': async ({ store, history, taskId }) => {
    const first = history.findIndex(({ status }) => isFinal(status));
    for (const later of first < 0 ? [] : history.slice(first)) expect(later.status).toBe(history[first]?.status);
    const last = (await store.read.events(taskId)).filter(({ type }) => LAST_EVENTS.has(type));
    expect(last).toHaveLength(first < 0 ? 0 : 1);
  },

  'hears only the attempt with the current fence': ({ accepted, history }) => {
    for (const { fence, current } of accepted) expect(fence).toBe(current);
    const end = history.at(-1);
    if (end?.status === 'succeeded') expect(end.output).toEqual({ by: end.fence });
  },

  'takes a greater fence at every beginning, every loss and every release': ({ history, released }) => {
    for (const { from, to } of released) expect(to).toBeGreaterThan(from);
    for (const [i, { status, fence }] of history.entries()) {
      const before = history[i - 1];
      if (!before) continue;
      expect(fence).toBeGreaterThanOrEqual(before.fence);
      if (status !== before.status && (status === 'running' || status === 'queued'))
        expect(fence).toBeGreaterThan(before.fence);
    }
  },

  'gives every attempt a greater fence than any before, also when Redis lost its last writes': ({ begun }) => {
    for (const [i, fence] of begun.entries()) expect(fence).toBeGreaterThan(begun[i - 1] ?? 0);
  },

  'begins an attempt only for the job that the task waits for': ({ claims }) => {
    for (const { job, awaited, status } of claims) expect({ job, status }).toEqual({ job: awaited, status: 'queued' });
  },

  'begins nothing by a claim that is sent again': ({ resent }) => {
    for (const { first, again } of resent) if (again !== undefined) expect(again).toBe(first);
  },

  'answers a claim that is sent again while its attempt runs': ({ resent }) => {
    for (const { first, again, current } of resent) if (current === first) expect(again).toBe(first);
  },

  'adds a lost job of a waiting task again, and adds no job of another task': async (world) => {
    const end = world.history.at(-1);
    world.jobs.present.clear();
    await world.look();
    const awaited = end?.status === 'queued' ? [jobId({ taskId: world.taskId, fence: end.fence })] : [];
    expect([...world.jobs.present]).toEqual(awaited);
  },

  'writes events without a gap, and the state they tell is the state of the record': async ({
    store,
    history,
    taskId,
  }) => {
    const events = await store.read.events(taskId);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, i) => i + 1));
    const told = {
      queued: 'queued',
      started: 'running',
      completed: 'succeeded',
      failed: 'failed',
      cancelled: 'cancelled',
    };
    const kinds = events.map(({ type }) => type).filter((type) => type in told);
    expect(told[kinds.at(-1) as keyof typeof told]).toBe(history.at(-1)?.status);
  },

  'keeps a task in exactly the sets of its state': async ({ store: { redis, keys }, history, taskId }) => {
    const status = history.at(-1)?.status;
    for (const state of TASK_STATES) {
      const score = await redis.zscore(keys.taskIndex(NAME, state), taskId);
      expect({ state, listed: score !== null }).toEqual({ state, listed: state === status });
    }
    expect((await redis.zscore(keys.outbox, taskId)) !== null).toBe(status === 'queued');
    expect((await redis.zscore(keys.heartbeats, taskId)) !== null).toBe(status === 'running');
    expect((await redis.zscore(keys.retention, taskId)) !== null).toBe(status !== undefined && isFinal(status));
  },

  'never tries more often than allowed, and never succeeds after an acknowledged cancel': ({ history }) => {
    for (const { attempt, max_attempts, deaths } of history) {
      expect(attempt).toBeLessThanOrEqual(max_attempts);
      expect(deaths).toBeLessThanOrEqual(attempt);
    }
    const asked = history.some(({ cancel_requested }) => cancel_requested);
    if (asked) expect(history.at(-1)?.status).not.toBe('succeeded');
  },
} satisfies Record<string, Invariant>;

/** Those that hold when Redis comes back without its last writes. */
const LASTING: ReadonlySet<Invariant> = new Set([
  INVARIANTS['gives every attempt a greater fence than any before, also when Redis lost its last writes'],
]);

/** Scripts with one thought left out; what is expected to notice. */
const BROKEN: [what: string, from: string, to: string, noticed: keyof typeof INVARIANTS][] = [
  [
    'a success is heard under any fence',
    "if r[1] ~= 'running' or r[2] ~= ARGV[2] then\n  return refused(KEYS[9])",
    "if r[1] ~= 'running' then\n  return refused(KEYS[9])",
    'hears only the attempt with the current fence',
  ],
  [
    'fences stand still',
    'return math.max(last + 1, now)',
    'return last',
    'takes a greater fence at every beginning, every loss and every release',
  ],
  [
    'fences are counted without a look at the clock',
    'return math.max(last + 1, now)',
    'return last + 1',
    'gives every attempt a greater fence than any before, also when Redis lost its last writes',
  ],
  [
    'any job of a task begins an attempt',
    "if r[1] ~= 'queued' or r[2] ~= ARGV[2] then return {} end\nlocal now = now_ms()\nlocal fence, attempt",
    "if r[1] ~= 'queued' then return {} end\nlocal now = now_ms()\nlocal fence, attempt",
    'begins an attempt only for the job that the task waits for',
  ],
  [
    'a job begins an attempt at a task that runs or is final',
    "if r[1] ~= 'queued' or r[2] ~= ARGV[2] then return {} end\nlocal now = now_ms()\nlocal fence, attempt",
    'local now = now_ms()\nlocal fence, attempt',
    'never leaves a final state, and records one last event',
  ],
  [
    'a running attempt is given to any delivery',
    'if begun[1] ~= ARGV[3] then return {} end',
    '',
    'begins an attempt only for the job that the task waits for',
  ],
  [
    'deliveries are not remembered',
    ", 'delivery', ARGV[3])",
    ')',
    'answers a claim that is sent again while its attempt runs',
  ],
  [
    'a cancelled task stays in the outbox',
    "redis.call('ZREM', k.timers, id)",
    '',
    'keeps a task in exactly the sets of its state',
  ],
  [
    'a task that is claimed stays in the outbox',
    "redis.call('ZREM', KEYS[3], id)\nlocal index",
    'local index',
    'keeps a task in exactly the sets of its state',
  ],
  [
    'a task that comes back is not in the outbox',
    'expect_job(KEYS[4], ARGV[1], now + ARGV[3])',
    '',
    'adds a lost job of a waiting task again, and adds no job of another task',
  ],
  [
    'a task that is let go keeps its fence',
    "local fence = int(next_fence(r[2], now))\nredis.call('HSET', KEYS[1], 'fence', fence, 'released_from'",
    "local fence = r[2]\nredis.call('HSET', KEYS[1], 'fence', fence, 'released_from'",
    'takes a greater fence at every beginning, every loss and every release',
  ],
];

describe('any order of deliveries, claims, writes, deaths, lost jobs and cancels', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let runs = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });

  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  const check = (client: RedisClient, invariant: Invariant, numRuns: number, seed?: number): Promise<void> =>
    fc.assert(
      fc.asyncProperty(LASTING.has(invariant) ? lossyOrder : anyOrder, async (each) => {
        const world = new World(client, new Keys(`r${(runs += 1)}:`));
        await world.live(each);
        await invariant(world);
      }),
      seed === undefined ? { numRuns } : { numRuns, seed, endOnFailure: true },
    );

  it.each(Object.keys(INVARIANTS) as (keyof typeof INVARIANTS)[])(
    '%s',
    (name) => check(connection.client, INVARIANTS[name], 150),
    60_000,
  );

  it.each(BROKEN)(
    'would be noticed if %s',
    async (_what, from, to, noticed) => {
      const broken = withChangedScripts(connection.client, (source) => source.replace(from, () => to));
      await expect(check(broken, INVARIANTS[noticed], 1000, 1)).rejects.toThrow('Property failed');
    },
    60_000,
  );
});
