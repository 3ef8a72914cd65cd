import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Leadership } from '@switchyard/monitoring';
import type { StoredTask } from '@switchyard/task-store';
import { RECOVER, World } from '../../test/world';
import { MonitorSettings } from '../monitor.settings';
import { LeftFiles } from './left-files';
import { OldUploads } from './old-uploads';
import { Retention } from './retention.check';

describe('housekeeping', () => {
  let world: World;
  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());
  beforeEach(() => world.fresh());

  const placeOf = ({ workflow_id: workflowId, task_name: taskName, task_id: taskId, fence }: StoredTask) => ({
    workflowId,
    taskName,
    taskId,
    fence,
  });
  const made = (directory: string): string => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'x'), 'x');
    return directory;
  };

  it('removes record and files of a workflow whose time is over, and nothing of one that goes on', async () => {
    const { store } = world;
    await world.create('a', { workflowId: 'over' });
    await world.create('b', { workflowId: 'on' });
    const directories: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const task = await world.take();
      directories.push(made(world.storage.attemptDir(placeOf(task))));
      await world.complete(task);
    }
    await world.create('c', { workflowId: 'on' });
    await store.redis.zadd(store.keys.retention, 1, 'on'); // the check had looked before the new task came
    const recovery = world.recovery();
    await new Retention(store, recovery).run(RECOVER);
    expect(directories.map((directory) => existsSync(directory))).toEqual([false, true]);
    expect(await store.read.get('a')).toBeNull();
    expect([(await store.read.get('b'))?.status, (await store.read.get('c'))?.status]).toEqual(['succeeded', 'queued']);
  });

  it('keeps a workflow whose callback is still to be sent', async () => {
    const { store } = world;
    await world.create('a', { callback: 'http://receiver.example/' });
    await world.complete(await world.take());
    const retention = new Retention(store, world.recovery());
    await retention.run(RECOVER);
    expect(await store.read.get('a')).toMatchObject({ callback_status: 'pending' });
    const due = await store.callbacks.read('a');
    if (due) await store.callbacks.tried(due, { outcome: 'sent', status: 200 }, 'm');
    await retention.run(RECOVER);
    expect(await store.read.get('a')).not.toBeNull(); // it was put off
    await store.redis.zadd(store.keys.retention, 1, 'a'); // as if that time were over
    await retention.run(RECOVER);
    expect(await store.read.get('a')).toBeNull();
  });

  it("keeps the workflow of a flow's job as long as the job is recorded", async () => {
    const { store } = world;
    await world.create('a', { workflowId: 'job' });
    await world.complete(await world.take());
    await store.redis.hset(store.keys.flowJob('job'), 'state', 'paused');
    const retention = new Retention(store, world.recovery());
    await retention.run(RECOVER);
    expect(await store.read.get('a')).not.toBeNull();
    await store.redis.del(store.keys.flowJob('job'));
    await retention.run(RECOVER);
    expect(await store.read.get('a')).not.toBeNull(); // it was put off
    await store.redis.zadd(store.keys.retention, 1, 'job'); // as if that time were over
    await retention.run(RECOVER);
    expect(await store.read.get('a')).toBeNull();
  });

  it('removes what is over also where Redis is full, and a monitor leads and recovers', async () => {
    const { store, redis } = world;
    await world.create('over');
    await world.create('late');
    await world.complete(await world.take());
    await world.take();
    await world.silence('late');
    const times = { leaseMs: 10_000, heartbeatTimeoutMs: 60_000, settings: {} };
    const leadership = new Leadership(store.redis, store.keys, { monitor: 'm', ...times });
    await redis.configure('maxmemory', '1mb');
    try {
      await expect(store.redis.set('more', 'x')).rejects.toThrow('OOM');
      expect(await leadership.take()).toMatchObject({ leads: true });
      await new Retention(store, world.recovery()).run(RECOVER);
      expect(await store.read.get('over')).toBeNull();
      const late = await store.read.get('late');
      expect(late && (await world.recovery().orphan(late))).toBe('queued');
    } finally {
      await redis.configure('maxmemory', '0');
    }
  });

  it('removes uploads whose time is over, but for those that a task or an item of a job still needs', async () => {
    const uploads = ['old', 'young', 'needed', 'used', 'item'].map((name) =>
      made(join(world.storage.root, 'uploads', name)),
    );
    for (const at of [0, 2, 3, 4]) utimesSync(uploads[at] ?? '', 1, 1);
    const { redis, keys } = world.store;
    await redis.rpush(`${keys.flowJobPart('j', 'slot')}:a.in`, '1 1 {"path":"/share/uploads/item/x"}');
    // the path of a submission is looked at while the monitor reads which uploads are needed
    const use = jest.spyOn(redis, 'zrange').mockImplementationOnce(async () => {
      await world.storage.resolveInput('/share/uploads/used/x');
      return [];
    });
    await world.create('t', { input: { segments_file: '/share/uploads/needed/x' } });
    const settings = Object.assign(new MonitorSettings(), { uploadTtl: 60 });
    expect(await new OldUploads(world.store, world.storage, settings).remove()).toBe(1);
    use.mockRestore();
    expect(uploads.map((directory) => existsSync(directory))).toEqual([false, true, true, true, true]);
  });

  it('removes temporary directories of tasks that are over, and those of no other', async () => {
    const temps = new Map<string, string>();
    world.store.settings.stateTtlMs = 60_000;
    for (const id of ['ended', 'running']) await world.create(id);
    for (let n = 0; n < 2; n += 1) {
      const task = await world.take();
      temps.set(task.task_id, made(world.storage.tempDir(placeOf(task))));
      if (task.task_id === 'ended') await world.complete(task);
    }
    const unknown = { workflowId: 'w', taskName: 'ffmpeg.probe', taskId: 'removed', fence: 3 };
    temps.set('removed', made(world.storage.tempDir(unknown)));
    expect(await new LeftFiles(world.storage, world.store).remove()).toBe(2);
    expect([...temps].filter(([, directory]) => existsSync(directory)).map(([id]) => id)).toEqual(['running']);
  });

  it('removes what replaced attempts left of tasks that are over, and no result', async () => {
    const [ended, running] = [await world.create('ended'), await world.create('running')];
    const directories = new Map<string, string>();
    for (const { task_id } of [ended, running]) {
      const task = await world.take();
      directories.set(`${task_id} result`, made(world.storage.attemptDir(placeOf(task))));
      directories.set(`${task_id} lost`, made(world.storage.attemptDir({ ...placeOf(task), fence: task.fence - 1 })));
      if (task_id === 'ended') await world.complete(task);
    }
    world.store.settings.stateTtlMs = 60_000;
    const unknown = { workflowId: 'w', taskName: 'ffmpeg.probe', taskId: 'unknown', fence: 3 };
    for (const [name, fence] of [
      ['unknown, young', 4],
      ['unknown, old', 5],
    ] as const)
      directories.set(name, made(world.storage.attemptDir({ ...unknown, fence })));
    utimesSync(directories.get('unknown, old') ?? '', 1, 1);
    expect(await new LeftFiles(world.storage, world.store).remove()).toBe(2);
    expect([...directories].filter(([, directory]) => !existsSync(directory)).map(([name]) => name)).toEqual([
      'ended lost',
      'unknown, old',
    ]);
  });
});
