import { waitFor } from '@switchyard/testing';
import { GpuWorkers, LOCK } from '../../test/gpu-workers';
import { RECOVER, World } from '../../test/world';
import { GpuLocks } from '../locks/gpu-locks.check';

jest.setTimeout(60_000);

describe('an attempt whose GPU is gone', () => {
  let world: World;
  let workers: GpuWorkers;
  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());
  beforeEach(() => (workers = new GpuWorkers(world)));
  afterEach(() => workers.stop());

  const film = () => world.store.read.get('film');
  /** Checks as the monitor does, until the GPU can be passed on. */
  const untilFree = async (): Promise<void> => {
    const check = new GpuLocks(world.locks, world.control, world.store, world.recovery());
    await waitFor('the GPU', async () => {
      await check.run(RECOVER);
      return (await world.locks.status(LOCK)).state === 'free';
    });
  };
  const history = async () => (await world.locks.status(LOCK)).history.map(({ action }) => action);

  it.each([
    ['is orphaned', undefined, { deaths: 1, error: { code: 'WORKER_LOST' } }],
    [
      'goes back without a count after Redis was away',
      'grace',
      { attempt: 0, deaths: 0, error: { code: 'GPU_LEASE_LOST' } },
    ],
  ])('because its lease ran out unnoticed %s', async (_what, grace, expected) => {
    const { cutOff, task } = await workers.atWork('dead');
    await workers.start('neighbour');
    if (grace) await world.giveEverybodyTime();
    cutOff();
    await untilFree();
    expect(await history()).toEqual(['confirm', 'expire', 'acquire']);
    expect(await film()).toMatchObject({ status: 'queued', ...expected });
    const told = (await world.events('film')).slice(3, -1);
    expect(told).toEqual(grace ? ['retry'] : ['heartbeat_missed', 'orphaned']);
    expect(await world.complete(task, 'dead')).toBe('lost');
  });

  it('because it was taken away goes back without a count when its worker, which lives, is slow to end', async () => {
    workers.lasting();
    const { lease, task } = await workers.atWork('slow');
    await world.beat(task, 'slow');
    await world.control.revoke(LOCK, lease.fence);
    await untilFree();
    const lost = { code: 'GPU_LEASE_LOST', retryable: true };
    expect(await film()).toMatchObject({ status: 'queued', attempt: 0, deaths: 0, error: lost });
    expect(await world.running.counts()).toMatchObject({ dead: 0 });
    expect(await world.complete(task, 'slow')).toBe('lost');
  });

  it('because it was taken away ends as cancelled when a client asked for that', async () => {
    workers.lasting();
    const { lease, task } = await workers.atWork('slow');
    await world.store.transitions.cancel(task, 'test');
    await world.control.revoke(LOCK, lease.fence);
    await untilFree();
    expect(await film()).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });
  });
});
