import { GpuLockSettings } from '@switchyard/gpu-lock';
import { Leadership } from '@switchyard/monitoring';
import type { StoredTask } from '@switchyard/task-store';
import { SettableClock, withChangedScripts } from '@switchyard/testing';
import fc from 'fast-check';
import type { Check } from '../src/checks/check';
import { LateByHand } from '../src/heartbeats/hand-heartbeats.check';
import { LateHeartbeats } from '../src/heartbeats/late-heartbeats.check';
import { TimeLimits } from '../src/time-limits/time-limits.check';
import { RECOVER, World } from './world';

const HOUR = 3600;
const LIMIT_SECONDS = 2 * HOUR;

/** How long everything goes on before the clock is set, and by how much it is; seconds. */
type Times = [lasts: number, jump: number][];
type Change = (source: string) => string;

jest.setTimeout(120_000);

/** Runs second by second: two monitors look, a worker and a client beat, a check runs; a test sets the clock. */
class Installation {
  private readonly clock: SettableClock;
  private readonly monitors: Leadership[];
  private readonly checks: Check[];
  private readonly beating: StoredTask[] = [];
  private second = 0;
  private passedAt = performance.now();
  /** How many monitors led after each turn. */
  readonly leaders = new Set<number>();

  /** @param change of the text of the scripts */
  constructor(
    private readonly world: World,
    change: Change = (source) => source,
  ) {
    this.clock = new SettableClock(world.connection.client);
    world.fresh({}, withChangedScripts(this.clock.client, change));
    const { store, byHand } = world;
    this.monitors = ['a', 'b'].map((monitor) => {
      const times = { leaseMs: 10_000, heartbeatTimeoutMs: RECOVER.heartbeatTimeoutMs };
      return new Leadership(store.redis, store.keys, { monitor, ...times, settings: {} });
    });
    this.checks = [
      new LateHeartbeats(store, world.recovery()),
      new LateByHand(byHand),
      new TimeLimits(store, new GpuLockSettings(), 0),
    ];
  }

  async begin(taskId: string, beats: boolean): Promise<void> {
    await this.world.create(taskId, { timeoutSeconds: LIMIT_SECONDS });
    const task = await this.world.take();
    if (beats) this.beating.push(task);
  }

  async live(seconds: number): Promise<void> {
    for (let n = 0; n < seconds; n += 1) await this.liveSecond();
  }

  /** After the jump, the check is the first to look. */
  async set(bySeconds: number): Promise<void> {
    await this.pass(bySeconds);
    await this.check();
  }

  private async liveSecond(): Promise<void> {
    await this.pass(1);
    if (this.second % 3 === 0) await this.lead();
    if (this.second % 10 === 0) await this.beat();
    await this.check();
    this.second += 1;
  }

  /** What this machine takes for a second is a part of it. */
  private async pass(seconds: number): Promise<void> {
    const tookMs = Math.round(performance.now() - this.passedAt);
    this.passedAt += tookMs;
    await this.clock.shift(seconds * 1000 - tookMs, [this.world.store.keys.lease('monitor')]);
  }

  private async lead(): Promise<void> {
    let leaders = 0;
    for (const monitor of this.monitors) if ((await monitor.take()).leads) leaders += 1;
    this.leaders.add(leaders);
  }

  private async beat(): Promise<void> {
    for (const task of this.beating) await this.world.beat(task, 'w', this.second * 1000);
    await this.world.byHand.start('by hand', { taskName: 'mine', timeoutMs: RECOVER.heartbeatTimeoutMs });
  }

  private async check(): Promise<void> {
    for (const check of this.checks) await check.run(RECOVER);
  }
}

describe('when the clock of Redis is set', () => {
  let world: World;
  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());

  const statusOf = async (taskId: string) => (await world.store.read.get(taskId))?.status;

  /** Whether everything that lived still does after a while in which the clock was set. */
  async function survives(times: Times, change?: Change): Promise<boolean> {
    const installation = new Installation(world, change);
    await installation.begin('alive', true);
    await installation.live(11);
    for (const [seconds, jump] of times) {
      await installation.live(seconds);
      await installation.set(jump);
    }
    await installation.live(20);
    const { status, attempt } = (await world.store.read.get('alive')) ?? {};
    const byHand = await world.byHand.get('by hand');
    const { leaders } = installation;
    const { redis, keys } = world.store;
    const hard = await redis.hexists(keys.task('alive'), 'time_up');
    return (
      hard === 0 &&
      status === 'running' &&
      attempt === 1 &&
      byHand?.status === 'running' &&
      leaders.size === 1 &&
      leaders.has(1)
    );
  }

  it.each([
    ['forth', [[1, 3 * HOUR]]],
    ['back', [[1, -3 * HOUR]]],
    ['forth and back', [[1, 3 * HOUR], [2, -3 * HOUR]]], // prettier-ignore
    ['back and forth', [[2, -3 * HOUR], [1, 3 * HOUR]]], // prettier-ignore
    ['by less than a heartbeat may take', [[9, 55], [9, -55], [9, 55]]], // prettier-ignore
  ] satisfies [string, Times][])('no live attempt is ended and one monitor leads: %s', async (_how, times) => {
    expect(await survives(times)).toBe(true);
  });

  const jump = fc.oneof(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -4 * HOUR, max: 4 * HOUR }));
  const anyTimes = fc.array(fc.tuple(fc.nat(15), jump), { minLength: 1, maxLength: 4 });
  const property = (change?: Change) =>
    fc.asyncProperty(anyTimes, async (times) => expect(await survives(times, change)).toBe(true));

  it('no live attempt is ended and one monitor leads, however often the clock is set', () =>
    fc.assert(property(), { numRuns: 15 }));

  it.each([
    ['the script ignores when the monitors looked last', 'math.abs(now - s[2]) > tonumber(s[3])', 'false'],
    [
      'the limit of a task is counted by the clock of Redis',
      'ran = tonumber(r[2]), tonumber(r[1])',
      "ran = tonumber(r[2]), now - redis.call('HGET', KEYS[i], 'started_at')",
    ],
  ])('it would be found out if %s', async (_what, from, to) => {
    const broken = property((source) => source.replace(from, () => to));
    const { failed } = await fc.check(broken, { numRuns: 50, endOnFailure: true });
    expect(failed).toBe(true);
  });

  it('back, an attempt that died before is found after a grace period of one heartbeat timeout', async () => {
    const installation = new Installation(world);
    await installation.begin('silent', false);
    await installation.live(30);
    await installation.set(-3 * HOUR);
    await installation.live(RECOVER.heartbeatTimeoutMs / 1000 - 10);
    expect(await statusOf('silent')).toBe('running');
    await installation.live(20);
    expect(await statusOf('silent')).toBe('queued');
  });

  it('back, an earlier grace period ends one heartbeat timeout later at the latest', async () => {
    const installation = new Installation(world);
    await installation.live(4);
    await installation.set(3 * HOUR);
    await installation.live(4);
    await installation.begin('silent', false);
    await installation.set(-3 * HOUR);
    await installation.live(RECOVER.heartbeatTimeoutMs / 1000 + 10);
    expect(await statusOf('silent')).toBe('queued');
  });
});
