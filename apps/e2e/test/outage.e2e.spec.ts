import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TcpProxy, TestSystem, longVideo, waitFor } from '@switchyard/testing';

const SUBTITLES = '1\n00:00:00,000 --> 00:04:00,000\nA long film\n';

/** Burning subtitles into a long video takes seconds; each test interrupts it. */
describe('outages in the middle of a task', () => {
  let system: TestSystem;
  let input: { video_path: string; subtitle_path: string };

  beforeEach(async () => {
    system = await TestSystem.start([]);
    writeFileSync(join(system.share, 'long.srt'), SUBTITLES);
    input = { video_path: system.put(await longVideo({ seconds: 10 })), subtitle_path: '/share/long.srt' };
  }, 120_000);

  afterEach(() => system.stop());

  const started = async (taskId: string): Promise<void> => {
    await system.api.until(taskId, 'progress', ({ progress }) => progress > 0.02, 60_000);
  };

  const completions = async (taskId: string): Promise<number> =>
    (await system.api.events(taskId)).filter(({ type }) => type === 'completed').length;

  it('ends the task in its first attempt when Redis restarts, and starts nothing twice', async () => {
    system.startWorker('ffmpeg');
    await system.untilServed('ffmpeg');
    const id = await system.api.start('ffmpeg.burn_subtitles', input);
    await started(id);
    await system.redis.kill();
    await new Promise((resolve) => setTimeout(resolve, 3000)); // longer than the heartbeat timeout
    await system.redis.run();
    expect(await system.api.untilFinal(id, 120_000)).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(await completions(id)).toBe(1);
  }, 240_000);

  it('records a result also while Redis is full, which takes no new task then', async () => {
    system.startWorker('ffmpeg');
    await system.untilServed('ffmpeg');
    const id = await system.api.start('ffmpeg.burn_subtitles', input);
    await started(id);
    await system.redis.configure('maxmemory', '1');
    expect((await system.api.submit('ffmpeg.burn_subtitles', input)).status).toBe(503);
    expect(await system.api.untilFinal(id, 120_000)).toMatchObject({ status: 'succeeded', attempt: 1 });
    await system.redis.configure('maxmemory', '0');
    expect(await completions(id)).toBe(1);
  }, 240_000);

  it('hears nothing from a worker that was stopped, replaced and continued', async () => {
    const frozen = system.startWorker('ffmpeg');
    await system.untilServed('ffmpeg');
    const id = await system.api.start('ffmpeg.burn_subtitles', input);
    await started(id);
    const { executed_on: first } = await system.api.status(id);
    frozen.signal('SIGSTOP');
    system.startWorker('ffmpeg');
    await system.api.until(id, 'a second attempt', ({ attempt }) => attempt === 2, 60_000);
    frozen.signal('SIGCONT');
    await waitFor('the first worker to notice', () => frozen.log.includes('task.attempt_lost'), 60_000);
    const ended = await system.api.untilFinal(id, 120_000);
    expect(ended).toMatchObject({ status: 'succeeded', attempt: 2 });
    expect(ended.executed_on).not.toBe(first);
    expect(await completions(id)).toBe(1);
    const directory = join(system.share, 'workflows', id, 'ffmpeg.burn_subtitles');
    await waitFor('only the committed attempt', () => readdirSync(directory).length === 1);
  }, 240_000);

  it('lets a worker end on SIGTERM that alone is cut off from Redis, and counts no death', async () => {
    const proxy = await TcpProxy.start(system.redis.port);
    const times = { DRAIN_TIMEOUT: '0.5', HEARTBEAT_TIMEOUT: '8' }; // it ends before its silence is a death
    const worker = system.startWorker('ffmpeg', { ...times, REDIS_URL: `redis://127.0.0.1:${proxy.port}` });
    await system.untilServed('ffmpeg');
    const endless = { ...input, video_path: system.put(await longVideo(), 'endless.mp4') };
    const id = await system.api.start('ffmpeg.burn_subtitles', endless, { max_attempts: 1 });
    await started(id);
    await proxy.stop();
    await waitFor('the worker to notice', () => worker.log.includes('redis.unreachable'));
    worker.signal('SIGTERM');
    expect(await worker.ended).toMatchObject({ signal: null });
    await system.api.until(id, 'another try', ({ status }) => status === 'queued', 30_000);
    expect(await system.api.status(id)).toMatchObject({ attempt: 0, error: { code: 'WORKER_LOST' } });
  }, 60_000);
});
