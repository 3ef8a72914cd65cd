import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestSystem, longVideo, waitFor } from '@switchyard/testing';
import { pythonWithRequests } from './python';

const ROOT = '/api/v1/monitoring';
const TASK = generateSubtitleFilesTask.name;
const SUBTITLES = '1\n00:00:00,000 --> 00:04:00,000\nA long film\n';

describe('the monitoring routes', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start([], { HEARTBEAT_TIMEOUT: '2' });
    await waitFor('a monitor', async () => (await get<{ is_running: boolean }>('/monitor/status')).body.is_running);
  }, 60_000);
  afterAll(() => system.stop());

  const call = <T = object>(method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    system.api.request<T>(method, ROOT + path, body, headers);
  const get = <T = object>(path: string) => call<T>('GET', path);
  const heartbeat = (id: string) => get<{ status: string; is_running: boolean }>(`/heartbeat/task/${id}`);

  it('answer a plain Python client as they should, all seventeen', async () => {
    system.startWorker('ffmpeg');
    await system.untilServed('ffmpeg');
    writeFileSync(join(system.share, 'long.srt'), SUBTITLES);
    const input = { video_path: system.put(await longVideo()), subtitle_path: '/share/long.srt' };
    const id = await system.api.start('ffmpeg.burn_subtitles', input);
    await system.api.untilRunning(id);
    const script = join(__dirname, 'fixtures', 'monitoring_client.py');
    const { stdout, stderr } = spawnSync(pythonWithRequests(), [script, system.api.url, id], { encoding: 'utf8' });
    await system.api.cancel(id);
    expect([stderr, stdout]).toEqual(['', '18 routes answered as they should\n']);
  }, 180_000);

  it.each([
    ['GET', '/gpu-lock/status?lock_key=lock:0', undefined, 'lock_key'],
    ['GET', '/gpu-lock/status?lock_key=', undefined, 'lock_key'],
    ['GET', '/gpu-lock/status?lock_key=gpu_lock:0:queue', undefined, 'lock_key'],
    ['GET', '/gpu-lock/status?lock_key=gpu_lock:0&lock_key=gpu_lock:1', undefined, 'lock_key'],
    ['GET', '/gpu-lock/status?key=gpu_lock:0', undefined, 'key'],
    ['GET', '/heartbeat/task/-x', undefined, 'task_id'],
    ['GET', '/heartbeat/all?limit=0', undefined, 'limit'],
    ['GET', '/heartbeat/all?limit=1001', undefined, 'limit'],
    ['GET', '/heartbeat/all?limit=ten', undefined, 'limit'],
    ['GET', '/heartbeat/all?cursor=ten', undefined, 'cursor'],
    ['GET', '/heartbeat/all?page=2', undefined, 'page'],
    ['POST', '/heartbeat/task/-x/start', undefined, 'task_id'],
    ['POST', '/heartbeat/task/catalog/start', undefined, 'task_id'],
    ['POST', '/heartbeat/task/x/start', { progress: 2 }, 'progress'],
    ['POST', '/heartbeat/task/x/start', { name: 'x' }, 'name'],
    ['DELETE', '/heartbeat/task/-x', undefined, 'task_id'],
    ['POST', '/heartbeat/cleanup', { all: true }, 'all'],
    ['POST', '/monitor/start', { now: true }, 'now'],
    ['POST', '/monitor/stop', [1], 'body'],
    ['POST', '/timeout/check?lock_key=0', undefined, 'lock_key'],
    ['PUT', '/timeout/config', undefined, 'body'],
    ['PUT', '/timeout/config', {}, 'body'],
    ['PUT', '/timeout/config', { monitor_check_interval: 'fast' }, 'monitor_check_interval'],
    ['PUT', '/timeout/config', { task_heartbeat_timeout: 0.5 }, 'task_heartbeat_timeout'],
    ['PUT', '/timeout/config', { gpu_timeout: 3 }, 'gpu_timeout'],
    ['POST', '/lock/release', undefined, 'lock_key'],
    ['POST', '/lock/release', { lock_key: 'gpu' }, 'lock_key'],
    ['POST', '/lock/release', { lock_key: 'gpu_lock:0', task_name: 7 }, 'task_name'],
    ['POST', '/lock/release', { lock_key: 'gpu_lock:0', force: true }, 'force'],
  ])('refuse %s %s %j and name %s', async (method, path, body, field) => {
    const reply = await call<{ error: { code: string; details: object } }>(method, path, body);
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'INVALID_REQUEST' } } });
    expect(Object.keys(reply.body.error.details)).toEqual([field]);
  });

  it.each([
    ['GET', '/heartbeat/task/nobody', 404, 'TASK_NOT_FOUND'],
    ['GET', '/nothing', 404, 'ROUTE_NOT_FOUND'],
    ['POST', '/monitor/status', 405, 'METHOD_NOT_ALLOWED'],
  ])('answer %s %s with %i in the form of every error', async (method, path, status, code) => {
    expect(await call(method, path)).toMatchObject({ status, body: { error: { code } } });
  });

  it.each(['/monitor/start', '/heartbeat/cleanup', '/timeout/check', '/heartbeat/task/empty/start'])(
    'take nothing at all for POST %s, with and without the type of JSON',
    async (path) => {
      for (const headers of [undefined, { 'content-type': 'application/json' }]) {
        expect(await call('POST', path, undefined, headers)).toMatchObject({ status: 200 });
      }
      await call('DELETE', '/heartbeat/task/empty');
    },
  );

  it('show an unknown GPU as free, with nothing counted', async () => {
    const { status, body } = await get('/gpu-lock/status?lock_key=gpu_lock:nowhere:7');
    expect(status).toBe(200);
    expect(body).toEqual({
      lock_key: 'gpu_lock:nowhere:7',
      is_locked: false,
      lock_holder: null,
      ttl_seconds: null,
      timestamp: expect.any(Number),
      health: { status: 'healthy', last_check: expect.any(Number), issues: [] },
      statistics: {
        total_attempts: 0,
        success_count: 0,
        timeout_count: 0,
        failure_count: 0,
        average_execution_time: 0,
      },
      recent_history: [],
      lock_type: 'GPU_LOCK',
      lock_age: null,
      task_id: null,
      fence: null,
      worker: null,
      waiters: [],
    });
    expect((await get('/gpu-lock/health')).body).toEqual({
      overall_status: 'healthy',
      issues_count: 0,
      total_attempts: 0,
      success_rate: 1,
      timeout_rate: 0,
      average_execution_time: 0,
      recent_success_rate: 1,
      lock_holder: null,
      lock_age: null,
      timestamp: expect.any(Number),
    });
  });

  it('bury a task by hand that is not renewed, and never queue it', async () => {
    const patience = (seconds: number) => call('PUT', '/timeout/config', { task_heartbeat_timeout: seconds });
    await patience(600);
    await call('POST', '/heartbeat/task/mine/start', { task_name: 'my job', progress: 0.25 });
    expect((await heartbeat('mine')).body).toMatchObject({
      status: 'running',
      is_running: true,
      heartbeat_data: { task_name: 'my job', progress: 0.25, gpu_lock: null },
    });
    await patience(2);
    await call('POST', '/heartbeat/task/mine/start', { task_name: 'my job', progress: 0.25 });
    await waitFor('its death', async () => (await heartbeat('mine')).body.status === 'dead');
    const { body } = await get<{ dead_tasks: object[]; orphaned_tasks: object[] }>('/heartbeat/all');
    expect(body).toMatchObject({ dead_tasks: [{ task_id: 'mine', task_name: 'my job' }], orphaned_tasks: [] });
    expect((await system.api.request('GET', '/v1/tasks/mine')).status).toBe(404);
    expect((await get('/health')).body).toMatchObject({
      status: 'warning',
      issues: [expect.stringContaining('100% of the tasks')],
      components: { heartbeat: { total_tasks: 1, active_count: 0, failure_rate: 1 } },
    });
    expect((await call('POST', '/heartbeat/cleanup')).body).toMatchObject({ success: true, cleaned_dead_tasks: 1 });
    expect((await get('/health')).body).toMatchObject({ status: 'healthy', issues: [] });
  }, 30_000);

  it('say the same whichever gateway is asked, and change settings for all', async () => {
    expect(
      (await call('PUT', '/timeout/config', { monitor_check_interval: 0.2, max_retry_attempts: 7 })).body,
    ).toMatchObject({
      monitor_check_interval: 0.2,
      max_retry_attempts: 7,
    });
    writeFileSync(join(system.share, 'a.json'), '[]');
    await waitFor('the gateway to look at the settings', async () => {
      const id = await system.api.start(TASK, { segments_file: '/share/a.json' });
      return (await system.api.status(id)).max_attempts === 7;
    });
    const other = await system.startSecondGateway();
    const fields = (await other.request<object>('GET', `${ROOT}/timeout/config`)).body;
    expect(fields).toMatchObject({ monitor_check_interval: 0.2, max_retry_attempts: 7, task_heartbeat_timeout: 2 });
    expect((await other.request<object>('GET', `${ROOT}/monitor/status`)).body).toMatchObject({
      config: { check_interval: 0.2, heartbeat_timeout: 2, gpu_timeout: 300, enabled: true },
    });
  }, 60_000);

  it('answer "not held" when there is nothing to release, and write down who asked', async () => {
    expect((await call('POST', '/lock/release', { lock_key: 'gpu_lock:0', task_name: 'me' })).body).toEqual({
      success: false,
      message: 'gpu_lock:0 is not held',
      lock_key: 'gpu_lock:0',
      task_name: 'me',
    });
    const connection = new RedisConnection(system.redis.url, 'patient');
    const entries = await connection.client.xrevrange(new Keys().auditLog, '+', '-');
    connection.close();
    const releases = entries.map(([, fields]) => fields).filter((fields) => /lock.release/.test(fields.join(' ')));
    const order = ['actor', 'local', 'action', 'gpu_lock.release', 'target', 'gpu_lock:0', 'result'];
    expect(new Set(releases.map(([, , , action]) => action))).toEqual(new Set(['gpu_lock.release']));
    expect(releases.slice(0, 2)).toEqual([
      [...order, 'not held (me)'],
      [...order, 'ordered (me)'],
    ]);
  });
});
