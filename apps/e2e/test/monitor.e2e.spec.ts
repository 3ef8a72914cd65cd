import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestSystem, longVideo, waitFor, type AppProcess } from '@switchyard/testing';

const ROOT = '/api/v1/monitoring';
const SUBTITLES = '1\n00:00:00,000 --> 00:04:00,000\nA long film\n';

interface MonitorStatus {
  monitor_status: { running: boolean; start_time: number; checks_performed: number };
  monitor_stats: { timeouts_detected: number; tasks_recovered: number };
  is_running: boolean;
}

/** Real monitors, killed and stopped; one of them leads. */
describe('the monitor', () => {
  let system: TestSystem;
  let input: { video_path: string; subtitle_path: string };

  beforeEach(async () => {
    system = await TestSystem.start([]);
    writeFileSync(join(system.share, 'long.srt'), SUBTITLES);
    input = { video_path: system.put(await longVideo({ seconds: 10 }), 'brief.mp4'), subtitle_path: '/share/long.srt' };
  }, 120_000);

  afterEach(() => system.stop());

  const get = async <T>(path: string): Promise<T> => (await system.api.request<T>('GET', `${ROOT}${path}`)).body;
  const status = (): Promise<MonitorStatus> => get('/monitor/status');
  const leads = (monitor: AppProcess): Promise<true> =>
    waitFor('a leader', () => monitor.log.includes('leader.began') || undefined);
  const [first, second] = [
    (): AppProcess => system.processes.filter(({ app }) => app === 'monitor')[0]!,
    (): AppProcess => system.processes.filter(({ app }) => app === 'monitor')[1]!,
  ];
  const longTask = async (more: object = {}): Promise<string> => {
    const id = await system.api.start('ffmpeg.burn_subtitles', { ...input, ...more });
    await system.api.until(id, 'progress', ({ progress }) => progress > 0.02, 60_000);
    return id;
  };
  const orphanings = async (id: string): Promise<number> =>
    (await system.api.events(id)).filter(({ type }) => type === 'orphaned').length;

  it('hands over at once when it ends by itself', async () => {
    await first().end('SIGKILL');
    const leader = system.startMonitor({ LEADER_TTL: '60' }); // a lead that is not given up outlasts our patience
    await leads(leader);
    const standby = system.startMonitor();
    await waitFor('the standby', () => standby.log.includes('monitor.ready'));
    const { start_time } = (await status()).monitor_status;
    await leader.end('SIGTERM');
    await leads(standby);
    expect((await status()).monitor_status.start_time).toBe(start_time);
  }, 60_000);

  it('recovers a task once, also when a leader that was stopped goes on beside the new one', async () => {
    await leads(first());
    const worker = system.startWorker('ffmpeg');
    await system.untilServed('ffmpeg');
    const id = await longTask({ video_path: system.put(await longVideo(), 'long.mp4') }); // it does not end before it is lost
    first().signal('SIGSTOP');
    system.startMonitor();
    await leads(second());
    await worker.end('SIGKILL');
    first().signal('SIGCONT');
    system.startWorker('ffmpeg');
    await system.api.until(id, 'a second attempt', ({ attempt }) => attempt === 2, 60_000);
    expect(await orphanings(id)).toBe(1);
    // a monitor writes down what it recovered when its check is over, the task may be taken before
    const counted = async (): Promise<MonitorStatus['monitor_stats'] | undefined> => {
      const { monitor_stats } = await status();
      return monitor_stats.tasks_recovered > 0 ? monitor_stats : undefined;
    };
    expect(await waitFor('the report', counted)).toMatchObject({ timeouts_detected: 1, tasks_recovered: 1 });
    const { statistics, dead_tasks } = await get<{ statistics: object; dead_tasks: object[] }>('/heartbeat/all');
    expect(statistics).toMatchObject({ active_count: 1, dead_count: 1, orphaned_count: 0, total_tasks: 2 });
    expect(dead_tasks).toMatchObject([{ task_id: id, task_name: 'ffmpeg.burn_subtitles', status: 'queued' }]);
    const { action_history } = await get<{ action_history: object[] }>('/timeout/status');
    expect(action_history).toMatchObject([
      { action: 'update_task_status', task_id: id, result: 'queued' },
      { action: 'log_timeout_event', task_id: id },
    ]);
    await system.api.cancel(id);
  }, 120_000);

  it('stays stopped when it is started again, checks on demand, and goes on when it is told to', async () => {
    await leads(first());
    await system.api.request('POST', `${ROOT}/monitor/stop`);
    await first().end('SIGTERM');
    system.startMonitor();
    await leads(second());
    const before = (await status()).monitor_status;
    expect(before.running).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await status()).monitor_status.checks_performed).toBe(before.checks_performed);
    expect(await system.api.request('POST', `${ROOT}/timeout/check`)).toMatchObject({ status: 200 });
    expect((await status()).monitor_status.checks_performed).toBe(before.checks_performed + 1);
    await system.api.request('POST', `${ROOT}/monitor/start`);
    await waitFor('checks', async () => (await status()).monitor_status.checks_performed > before.checks_performed + 3);
    expect((await status()).monitor_status.start_time).toBeGreaterThan(before.start_time);
  }, 60_000);

  it('kills no healthy task when it comes back after all monitors and Redis were away', async () => {
    await leads(first());
    system.startWorker('ffmpeg');
    await system.untilServed('ffmpeg');
    const id = await longTask();
    await first().end('SIGKILL');
    await system.redis.kill();
    await new Promise((resolve) => setTimeout(resolve, 4000)); // longer than the heartbeat timeout
    await system.redis.run();
    system.startMonitor();
    await leads(second());
    expect(await system.api.untilFinal(id, 120_000)).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(await orphanings(id)).toBe(0);
  }, 180_000);

  it('does not stop tasks when it is not there, and says so', async () => {
    await first().end('SIGKILL');
    system.startWorker('ffmpeg');
    await system.untilServed('ffmpeg');
    const id = await longTask();
    await waitFor(
      'the end of the lead',
      async () => (await get<{ status: string }>('/monitor/health')).status === 'critical',
    );
    const askedAt = performance.now();
    const check = await system.api.request('POST', `${ROOT}/timeout/check`);
    expect(check).toMatchObject({ status: 503, body: { error: { code: 'RESOURCE_UNAVAILABLE' } } });
    expect(performance.now() - askedAt).toBeGreaterThan(4900);
    expect(await system.api.request('POST', `${ROOT}/monitor/stop`)).toMatchObject({ body: { success: true } });
    expect(await system.api.untilFinal(id, 120_000)).toMatchObject({ status: 'succeeded' });
  }, 180_000);
});
