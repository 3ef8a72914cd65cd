import { slotKey, slotsOf, flowOf, type Flow, type TraceEntry } from '@switchyard/flows';
import fc from 'fast-check';
import { World, type Death } from './world';

const ERRORS = [
  { strategy: 'continue' },
  { strategy: 'skip' },
  { strategy: 'retry', max_retries: 2, retry_delay_seconds: 0.01, then: 'continue' },
];
const FAILS_NOW_AND_THEN = '$random() < 0.15 ? $error("bad luck") : $';

/** What a routine may be, by a number that was drawn. */
const KINDS: ((size: number) => Record<string, unknown>)[] = [
  () => ({ type: 'map', config: { value: FAILS_NOW_AND_THEN } }),
  () => ({ type: 'map', config: { value: FAILS_NOW_AND_THEN }, max_active: 3 }),
  () => ({ type: 'filter', config: { when: '$random() > 0.3' } }),
  () => ({ type: 'split', config: { value: '[{"half": 1, "of": $}, {"half": 2, "of": $}]' } }),
  (size) => ({ type: 'batch', config: { size } }),
  (size) => ({ type: 'aggregate', config: { size, value: '{"all": $}' } }),
  () => ({ type: 'route', config: { branches: { a: '$random() > 0.5' } } }),
  () => ({ type: 'delay', config: { seconds: 0.01 } }),
  () => ({ type: 'debounce', config: { seconds: 0.01 } }),
  () => ({ type: 'map', config: { value: '$' }, policy: { type: 'custom', function: 'drain' } }),
  () => ({ type: 'map', config: { value: '$' }, policy: { type: 'time_interval', min_interval_seconds: 0.05 } }),
  () => ({ type: 'map', config: { value: '$' }, policy: { type: 'none' } }),
];

const drawn = fc.record({
  kind: fc.nat(KINDS.length - 1),
  from: fc.nat(100),
  event: fc.nat(1),
  size: fc.integer({ min: 1, max: 3 }),
  length: fc.integer({ min: 3, max: 6 }),
  error: fc.nat(ERRORS.length - 1),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

const death: fc.Arbitrary<Death> = fc.record({ atCall: fc.integer({ min: 1, max: 60 }), afterwards: fc.boolean() });

/** Each routine gets its items from one that stands before it; a last one joins two of them, or stands alone. */
function flowFrom(all: readonly Drawn[], joins: boolean): Flow {
  const routines: Record<string, object> = { r0: { type: 'split', max_active: 1 } };
  const events: string[] = ['r0.out'];
  const connections: string[] = [];
  let splits = 0;
  all.forEach(({ kind: at, from, event, size, length, error }, i) => {
    const id = `r${i + 1}`;
    // more of them would make too many items
    const kind = at === 3 && (splits += 1) > 1 ? 0 : at;
    routines[id] = { ...KINDS[kind]?.(size), slots: { in: { max_queue_length: length } }, error: ERRORS[error] };
    connections.push(`${events[from % events.length]} -> ${id}`);
    events.push(kind === 6 && event === 1 ? `${id}.a` : kind === 6 ? `${id}.else` : `${id}.out`);
  });
  if (joins) {
    // its slots have room for all: one that waits for the other must not stop the sender of both
    const slots = { left: {}, right: {} };
    routines['join'] = { type: 'map', config: { value: '$' }, slots, error: { strategy: 'continue' } };
    connections.push(`${events[0]} -> join.left`, `${events[events.length - 1]} -> join.right`);
  }
  return flowOf({ flow_id: 'f', routines, connections });
}

describe('the items of a job', () => {
  let world: World;
  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());

  const check = async (flow: Flow, count: number, deaths: Death[]): Promise<void> => {
    world.fresh();
    const items = Array.from({ length: count }, (_none, at) => at);
    const plan = await world.create(flow, 'r0.in', items);
    const job = await world.run(plan, deaths);
    expect({ status: job.status, queued: job.queued, open: job.open }).toEqual({
      status: 'completed',
      queued: 0,
      open: 0,
    });

    const trace = await world.reader.trace(plan.jobId, 100_000);
    const places = (side: 'in' | 'out'): string[] =>
      trace.flatMap((entry) => entry[side].map(({ slot, id }) => `${slot} ${id}`)).sort();
    const came = ['r0.in 1', ...places('out')].sort();
    expect(new Set(came).size).toBe(came.length);
    expect(places('in')).toEqual(came);
    const results = trace.flatMap((entry) => entry.results.map((id) => `${entry.routine_id} ${id}`));
    expect(await world.reader.results(plan.jobId)).toHaveLength(results.length);
    expect(new Set(results).size).toBe(results.length);
    for (const outcome of ['emitted', 'collected', 'filtered', 'skipped', 'failed', 'left'] as const)
      expect({ outcome, items: job.items[outcome] }).toEqual({ outcome, items: itemsOf(trace, outcome) });
    for (const slot of slotsOf(flow))
      expect(world.longest.get(slotKey(slot))).toBeLessThanOrEqual(slot.max_queue_length);
  };
  const itemsOf = (trace: readonly TraceEntry[], outcome: string): number =>
    trace.filter((entry) => entry.outcome === outcome).reduce((sum, entry) => sum + entry.in.length, 0);

  it('are filtered by a debounce, but for the last one', async () => {
    world.fresh();
    const routines = { all: { type: 'split' }, last: { type: 'debounce', config: { seconds: 0.1 } } };
    const plan = await world.create(
      flowOf({ flow_id: 'f', routines, connections: ['all -> last'] }),
      'all.in',
      [1, 2, 3],
    );
    const { items } = await world.run(plan);
    expect(items).toMatchObject({ entered: 1, emitted: 1, filtered: 2, collected: 1 });
    expect(await world.reader.results(plan.jobId)).toEqual([3]);
  });

  it('are each accounted for once, in any flow, whenever engines die, and no slot is over its length', async () => {
    const routines = fc.array(drawn, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        routines,
        fc.boolean(),
        fc.integer({ min: 0, max: 12 }),
        fc.array(death, { maxLength: 8 }),
        (all, joins, count, deaths) => check(flowFrom(all, joins), count, deaths),
      ),
      { numRuns: Number(process.env['FLOW_RUNS'] ?? 25), endOnFailure: true },
    );
  }, 60_000);
});
