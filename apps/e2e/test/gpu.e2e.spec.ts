import { runs } from '@switchyard/processes';
import { waitFor } from '@switchyard/testing';
import { GpuWorld, RUNS_OUT } from './gpu-world';

jest.setTimeout(120_000);

const LONG = { ms: 600_000 };

describe('a GPU shared by real workers', () => {
  let world: GpuWorld;
  beforeAll(async () => void (world = await GpuWorld.start()));
  afterEach(async () => {
    const overlaps = world.diary.filter(({ word }) => word === 'overlap');
    await world.clear();
    expect(overlaps).toEqual([]);
  });
  afterAll(() => world.stop());
  const signal = (pid: number, name: NodeJS.Signals): void => void process.kill(pid, name);

  it('runs one task at a time, in the order of their arrival, over two services', async () => {
    await Promise.all([world.worker('faster_whisper'), world.worker('paddleocr')]);
    const first = await world.transcribe(LONG);
    await world.engineOf(first);
    const rest = [await world.read(), await world.transcribe(), await world.read(), await world.transcribe()];
    await world.untilWaiting(...rest);
    // Workers tell their places on their own: it may have stood before another for a moment.
    await waitFor('its place', async () => {
      return (await world.api.status(rest[2] ?? '')).reason === 'waiting for gpu_lock:0, 3rd';
    });
    const waiting = await world.api.status(rest[0] ?? '');
    expect(waiting).toMatchObject({ status: 'queued', attempt: 0, started_at: null });
    world.finish(first);
    for (const id of rest) expect(await world.api.untilFinal(id)).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(world.begun).toEqual([first, ...rest]);
    const { output } = await world.api.stage(first);
    expect(output).toMatchObject({ device: 'cpu (simulated gpu)' });
  });

  it('keeps an engine for the next task of the same worker and takes it away for another one', async () => {
    await Promise.all([world.worker('faster_whisper'), world.worker('paddleocr')]);
    const own = [await world.transcribe(), await world.transcribe()];
    for (const id of own) await world.api.untilFinal(id);
    const [one, two] = await Promise.all(own.map((id) => world.engineOf(id)));
    expect(one).toBe(two);
    expect(runs(one ?? 0)).toBe(true);
    expect(await world.api.untilFinal(await world.read())).toMatchObject({ status: 'succeeded' });
    expect(runs(one ?? 0)).toBe(false);
  });

  it('does not hold up tasks that use the CPU', async () => {
    await world.worker();
    const held = await world.transcribe(LONG);
    await world.engineOf(held);
    await world.transcribe();
    await world.transcribe();
    const cpu = await world.transcribe({}, {}, { device: 'cpu' });
    expect(await world.api.untilFinal(cpu)).toMatchObject({ status: 'succeeded' });
    const { output } = await world.api.stage(cpu);
    expect(output).toMatchObject({ device: 'cpu' });
    expect((await world.lock()).task_id).toBe(held);
  });

  it('goes to the next task when its worker is killed, whose task then runs again', async () => {
    const holder = await world.worker('faster_whisper', RUNS_OUT);
    const lost = await world.transcribe(LONG);
    const engine = await world.engineOf(lost);
    await world.worker('paddleocr');
    const next = await world.read();
    await world.untilWaiting(next);
    await holder.end('SIGKILL');
    expect(await world.api.untilFinal(next)).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(runs(engine)).toBe(false);
    await world.worker('faster_whisper');
    world.finish(lost);
    expect(await world.api.untilFinal(lost)).toMatchObject({ status: 'succeeded', attempt: 2 });
    expect(await world.eventsOf(lost)).toContain('orphaned');
  });

  it('hears nothing of a worker that was stopped longer than its lease', async () => {
    const holder = await world.worker('faster_whisper', RUNS_OUT);
    const lost = await world.transcribe(LONG);
    const engine = await world.engineOf(lost);
    await world.worker('paddleocr');
    const next = await world.read({ ms: 1000 });
    await world.untilWaiting(next);
    signal(engine, 'SIGSTOP');
    holder.signal('SIGSTOP');
    expect(await world.api.untilFinal(next)).toMatchObject({ status: 'succeeded' });
    expect(runs(engine)).toBe(false);
    const fenced = await world.api.until(lost, 'its loss', ({ status }) => status === 'queued', 30_000);
    expect(fenced).toMatchObject({ error: { code: 'WORKER_LOST' } });
    holder.signal('SIGCONT');
    world.finish(lost);
    expect(await world.api.untilFinal(lost)).toMatchObject({ status: 'succeeded', attempt: 2 });
    const events = await world.eventsOf(lost);
    expect(events.filter((type) => type === 'completed')).toHaveLength(1);
    expect(events.filter((type) => type === 'retry')).toEqual([]);
  });

  it('tries a task again whose engine was killed', async () => {
    await world.worker();
    const { success_count: before = 0 } = (await world.lock()).statistics;
    const id = await world.transcribe(LONG);
    signal(-(await world.engineOf(id)), 'SIGKILL');
    world.finish(id);
    expect(await world.api.untilFinal(id)).toMatchObject({ status: 'succeeded', attempt: 2 });
    const bothCount = async (): Promise<boolean> => (await world.lock()).statistics['success_count'] === before + 2;
    await waitFor('both leases to be counted', bothCount);
  });

  it('is taken from a live holder on an operator’s order, with its engine ended first and no attempt lost', async () => {
    await world.worker('faster_whisper');
    const held = await world.transcribe(LONG);
    const engine = await world.engineOf(held);
    const reply = await world.api.request<{ success: boolean }>('POST', '/api/v1/monitoring/lock/release', {
      lock_key: 'gpu_lock:0',
    });
    expect(reply).toMatchObject({ status: 200, body: { success: true } });
    expect(runs(engine)).toBe(false);
    await world.engineOf(held, 1);
    expect(await world.api.status(held)).toMatchObject({ status: 'running', attempt: 1 });
    const retry = (await world.api.events(held)).find(({ type }) => type === 'retry');
    expect(retry?.payload).toMatchObject({ error: { code: 'GPU_LEASE_LOST' } });
  });

  it('is free again when a deaf engine was ended at its limits', async () => {
    await world.worker('faster_whisper');
    await world.api.untilFinal(await world.transcribe()); // the engine is there when the limit begins
    await waitFor('a free GPU', async () => !(await world.lock()).is_locked);
    const deaf = await world.transcribe({ ...LONG, deaf: true }, { timeout: 2 });
    const engine = await world.engineOf(deaf);
    const next = await world.transcribe();
    const ended = await world.api.untilFinal(deaf);
    expect(ended).toMatchObject({ status: 'timed_out', attempt: 1, error: { code: 'TASK_TIMEOUT' } });
    const tookMs = Date.parse(ended.completed_at ?? '') - Date.parse(ended.started_at ?? '');
    expect(tookMs).toBeGreaterThanOrEqual(2000); // it did not hear the soft limit
    expect(runs(engine)).toBe(false);
    expect(await world.eventsOf(deaf)).toEqual([
      'created',
      'queued',
      'started',
      'warning',
      'soft_timeout',
      'hard_timeout',
    ]);
    expect(await world.api.untilFinal(next)).toMatchObject({ status: 'succeeded' });
  });

  it('keeps the engine of a task that ended by itself at its soft limit', async () => {
    await world.worker('faster_whisper', { TEST_SOFT_LIMIT: '2' }); // the hard one is hours away
    await world.api.untilFinal(await world.transcribe({}, { timeout: 600 })); // the engine is there when the limit begins
    const slow = await world.transcribe(LONG);
    const ended = await world.api.untilFinal(slow);
    expect(ended).toMatchObject({ status: 'timed_out', error: { code: 'TASK_TIMEOUT' } });
    const next = await world.transcribe();
    await world.api.untilFinal(next);
    expect(await world.engineOf(next)).toBe(await world.engineOf(slow));
  });

  it('goes on after Redis was restarted while one task held it and another waited', async () => {
    await Promise.all([world.worker('faster_whisper'), world.worker('paddleocr')]);
    const held = await world.transcribe(LONG);
    await world.engineOf(held);
    const waits = await world.read();
    await world.untilWaiting(waits);
    await world.system.redis.kill();
    await world.system.redis.run();
    world.finish(held);
    for (const id of [held, waits]) {
      expect(await world.api.untilFinal(id)).toMatchObject({ status: 'succeeded', attempt: 1 });
    }
    expect(world.begun).toEqual([held, waits]);
  });

  it('is given up by a worker that has to end, and no task loses its turn or an attempt', async () => {
    const going = await world.worker();
    const held = await world.transcribe(LONG);
    const engine = await world.engineOf(held);
    const waits = await world.transcribe();
    await world.untilWaiting(waits);
    going.signal('SIGTERM');
    expect(await going.ended).toEqual({ code: 0, signal: null });
    expect(runs(engine)).toBe(false);
    expect(await world.lock()).toMatchObject({ is_locked: false, waiters: [] });
    for (const id of [held, waits])
      expect(await world.api.status(id)).toMatchObject({ status: 'queued', attempt: 0, error: null });
    world.finish(held);
    await world.worker();
    for (const id of [held, waits])
      expect(await world.api.untilFinal(id)).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(world.begun.filter((id) => id === held)).toHaveLength(2);
    expect(world.begun.filter((id) => id === waits)).toHaveLength(1);
  });

  it('is what a task waits for that was submitted for a GPU alone', async () => {
    await world.worker('faster_whisper', { GPU_IDS: 'none' });
    const [any, cuda] = [await world.transcribe(), await world.transcribe({}, {}, { device: 'cuda' })];
    expect(await world.api.untilFinal(any)).toMatchObject({ status: 'succeeded' });
    expect((await world.api.stage(any)).output).toMatchObject({ device: 'cpu' });
    // The gateway counts the worker of the test before among the living for a moment.
    await waitFor('what it waits for', async () => {
      const { status, reason } = await world.api.status(cuda);
      return status === 'queued' && reason === 'waiting for worker: faster_whisper with a GPU';
    });
    await world.worker('faster_whisper');
    expect(await world.api.untilFinal(cuda)).toMatchObject({ status: 'succeeded', attempt: 1 });
  });

  it('is refused at the start by a name it does not have here', async () => {
    await expect(world.worker('faster_whisper', { GPU_IDS: '0,1', TEST_GPU: '7' })).rejects.toThrow(
      'faster_whisper.transcribe_audio wants GPU 7, which this worker does not have; there are: 0, 1',
    );
    await world.worker('faster_whisper', { GPU_IDS: '0,1', TEST_GPU: '1' });
    expect(await world.api.untilFinal(await world.transcribe())).toMatchObject({ status: 'succeeded' });
  });

  it('refuses settings that contradict each other, by both names', async () => {
    await expect(world.worker('faster_whisper', { ...RUNS_OUT, GPU_LOCK_RENEW_INTERVAL: '1' })).rejects.toThrow(
      /GPU_LOCK_RENEW_INTERVAL.*GPU_LOCK_TTL/,
    );
  });
});

describe('a GPU with other times', () => {
  let world: GpuWorld;
  afterEach(() => world.stop());

  it('has no cancelled task among those that wait for it', async () => {
    world = await GpuWorld.start({ HEARTBEAT_TIMEOUT: '3600' }); // no renewal tells of the cancel
    await world.worker();
    const held = await world.transcribe(LONG);
    await world.engineOf(held);
    const gone = await world.transcribe();
    await world.untilWaiting(gone);
    expect((await world.api.cancel(gone)).body).toMatchObject({ status: 'cancelled' });
    await waitFor('an empty line', async () => (await world.lock()).waiters.length === 0);
    const shown = await world.api.request('GET', `/api/v1/monitoring/heartbeat/task/${held}`);
    expect(shown.body).toMatchObject({ heartbeat_data: { gpu_lock: 'gpu_lock:0' } });
    expect((await world.api.cancel(held)).body).toMatchObject({ status: 'cancelled' });
    await waitFor('a free GPU', async () => !(await world.lock()).is_locked);
  });

  it('lets a wait that was too long keep its place and its attempts', async () => {
    world = await GpuWorld.start({ GPU_LOCK_MAX_WAIT_TIME: '0.7' });
    await world.worker();
    const held = await world.transcribe(LONG);
    await world.engineOf(held);
    const [first, second] = [await world.transcribe(), await world.transcribe()];
    const late = await waitFor('a wait that was too long', async () =>
      (await world.api.events(first)).find(({ type }) => type === 'gpu_lock_timeout'),
    );
    expect(late.payload).toMatchObject({ error: { code: 'GPU_LOCK_TIMEOUT' } });
    world.finish(held);
    for (const id of [first, second])
      expect(await world.api.untilFinal(id)).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(world.begun).toEqual([held, first, second]);
  });

  it('ends an engine without progress, by the time that was set last, and tries again', async () => {
    world = await GpuWorld.start();
    await world.worker();
    const id = await world.transcribe({ ...LONG, silent: true, deaf: true }, { max_attempts: 2 });
    const engine = await world.engineOf(id);
    const change = { gpu_lock_timeout: 1 };
    const reply = await world.api.request('PUT', '/api/v1/monitoring/timeout/config', change);
    expect(reply.status).toBe(200);
    expect(await world.api.untilFinal(id)).toMatchObject({
      status: 'failed',
      attempt: 2,
      error: { code: 'ENGINE_STALLED' },
    });
    expect(runs(engine)).toBe(false);
  });
});
