import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import fc from 'fast-check';
import { BROKEN } from './broken/scripts';
import { luaVariant } from './lua-variant';
import { INVARIANTS, type Invariant } from './model';
import { KINDS, World, type Kind, type Step } from './world';

jest.setTimeout(120_000);

/** What processes do often comes often. */
const OFTEN: Kind[] = [
  'enqueue',
  'enqueue',
  'enqueue',
  'poll',
  'accept',
  'begin',
  'begin',
  'releaseWarm',
  'releaseFree',
  'renew',
];
const CLOCKS: Kind[] = ['jump', 'absence'];

const stepOf = (kinds: Kind[]): fc.Arbitrary<Step> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    who: fc.nat(2),
    which: fc.nat(8),
    ms: fc.constantFrom(0, 1, 40, 300, 800, 1200),
  });

const anyOrder = stepOf([...KINDS, ...OFTEN]);
/** Fences need that what Redis lost and what its clock lost do not come together. */
const lossyOrder = stepOf([
  ...KINDS.filter((kind) => !CLOCKS.includes(kind)),
  ...OFTEN,
  'loseWrites',
  'loseWrites',
  'loseWrites',
]);

describe('any order of waits, grants, deaths, revokes and jumps of the clock', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let runs = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
    await connection.client.config('SET', 'appendfsync', 'no');
  });

  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  /** Orders of steps in which the scripts of a directory break a promise. */
  const property = (invariant: Invariant, directory: string): fc.IAsyncProperty<[Step[]]> => {
    const orders = invariant === 'growing fences' ? [anyOrder, lossyOrder] : [anyOrder];
    const steps = fc.oneof(...orders.map((order) => fc.array(order, { minLength: 10, maxLength: 80, size: 'max' })));
    return fc.asyncProperty(steps, async (each) => {
      const world = new World(connection.client, new Keys(`r${(runs += 1)}:`), directory);
      for (const step of each) await world.take(step);
      expect(world.model.violations.filter((violation) => violation.invariant === invariant)).toEqual([]);
    });
  };

  const real = luaVariant();

  it.concurrent.each(INVARIANTS)('keeps the promise: %s', (invariant) =>
    fc.assert(property(invariant, real), { numRuns: 60 }),
  );

  it.concurrent.each(Object.entries(BROKEN))(
    'is found out to be broken when %s',
    async (_name, { breaks, ...patch }) => {
      const { failed } = await fc.check(property(breaks, luaVariant([patch])), { numRuns: 500, endOnFailure: true });
      expect(failed).toBe(true);
    },
  );

  it('has a broken build for every promise', () => {
    expect(new Set(Object.values(BROKEN).map(({ breaks }) => breaks))).toEqual(new Set(INVARIANTS));
  });
});
