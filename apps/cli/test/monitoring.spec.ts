import { PassThrough } from 'node:stream';
import type { Schemas } from '@switchyard/client';
import { CliSettings } from '../src/cli-settings';
import { Interrupts } from '../src/interrupts';
import { runCli } from '../src/program';
import { run } from './command-line';
import { FakeGateway } from './fake-gateway';
import { event, sendFrames } from './samples';

type Gpu = Schemas['GpuReply'];

const ROOT = '/api/v1/monitoring';

const gpu = (changes: Partial<Gpu> = {}): Partial<Gpu> => ({
  lock_key: 'gpu_lock:0',
  is_locked: true,
  lock_holder: 'faster_whisper.transcribe_audio',
  task_id: 'film',
  worker: 'whisper@box',
  ttl_seconds: 28,
  lock_age: 153,
  state: 'held',
  waiters: [{ task_id: 'next', task_name: 'paddleocr.perform_ocr', waiting_seconds: 12, position: 1 }],
  health: { status: 'healthy', last_check: 0, issues: [] },
  ...changes,
});

const status = {
  monitor_status: { running: true, start_time: 1, last_check: Date.now() / 1000, checks_performed: 532 },
  monitor_stats: { gpu_locks_monitored: 1, tasks_monitored: 12, timeouts_detected: 3, tasks_recovered: 2 },
  config: { check_interval: 30, gpu_timeout: 300, heartbeat_timeout: 120, enabled: true },
  is_running: true,
  uptime: 160.123,
};
const health = { status: 'healthy', issues: [], metrics: {} };

let gateway: FakeGateway;
beforeAll(async () => (gateway = await FakeGateway.start()));
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.reset();
  gateway
    .on('GET /v1/gpus', { gpus: [gpu()] })
    .on(`GET ${ROOT}/monitor/status`, status)
    .on(`GET ${ROOT}/monitor/health`, health);
});

const cli = (...args: string[]) => run(args, { switchyardUrl: gateway.url });

describe('workers', () => {
  const worker: Schemas['WorkerReply'] = {
    ...{ worker: 'ffmpeg@box-7-a1', service: 'ffmpeg', version: '0.1.0', device: 'cuda', gpus: ['gpu_lock:0'] },
    ...{ models: [], missing: ['font Noto Sans'], concurrency: 2, running: 1, load: 0.5, host: 'box', pid: 7 },
    seen_at: new Date().toISOString(),
    host_facts: {
      cpu: { cores: 2, load: 0.254 },
      memory: { total_bytes: 8, available_bytes: 4 },
      disk: null,
      gpus: [],
    },
  };

  it('are listed with what they do and what they wait for', async () => {
    gateway.on('GET /v1/workers', {
      workers: [worker, { ...worker, gpus: [], host_facts: null, missing: [] }],
      total: 2,
    });
    const { code, stdout } = await cli('workers');
    expect(code).toBe(0);
    expect(stdout).toMatch(/ffmpeg +ffmpeg@box-7-a1 +0\.1\.0 +gpu_lock:0 +1\/2 +25 % +\d+m?s ago +font Noto Sans/);
    expect(stdout).toMatch(/ffmpeg +ffmpeg@box-7-a1 +0\.1\.0 +cuda +1\/2 +- +\d+m?s ago +-/);
  });

  it('are missed in words, and given to programs as the gateway said', async () => {
    gateway.on('GET /v1/workers', { workers: [], total: 0 });
    expect((await cli('workers')).stdout).toBe('no worker is live\n');
    expect(JSON.parse((await cli('workers', '--json')).stdout)).toEqual({ workers: [], total: 0 });
  });
});

describe('gpu', () => {
  it('shows holder, age and waiters, once where no terminal is', async () => {
    const { code, stdout } = await cli('gpu');
    expect([code, gateway.requestsTo('GET /v1/gpus').length]).toEqual([0, 1]);
    expect(stdout).toMatch(/gpu_lock:0 +held +faster_whisper.transcribe_audio +film +2 min 33 s +1 +healthy/);
    expect(stdout).toMatch(/gpu_lock:0 +1 +paddleocr.perform_ocr +next +12 s/);
  });

  it('gives programs what the gateway said', async () => {
    expect(JSON.parse((await cli('gpu', '--json')).stdout)).toEqual({ gpus: [gpu()] });
  });

  it('says that there is none', async () => {
    gateway.on('GET /v1/gpus', { gpus: [] });
    expect((await cli('gpu', '--once')).stdout).toBe('no GPU is announced by a worker\n');
  });

  it('keeps up on a terminal until it is left, which is no failure', async () => {
    const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
    const interrupts = new Interrupts();
    let text = '';
    stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('look-2')) setImmediate(() => interrupts.interrupt());
    });
    gateway.on('GET /v1/gpus', { gpus: [gpu({ task_id: 'look-1' })] });
    gateway.onSocket('/ws/monitor', (socket) =>
      sendFrames(socket, { type: 'stats', data: {} }, { type: 'lock', data: { gpus: [gpu({ task_id: 'look-2' })] } }),
    );
    const settings = Object.assign(new CliSettings(), { switchyardUrl: gateway.url });
    const code = await runCli(['gpu'], {
      settings,
      stdin: new PassThrough(),
      stdout,
      stderr: new PassThrough(),
      interrupts,
    });
    expect(code).toBe(0);
    const [before = '', after = ''] = text.split('look-2');
    expect(gateway.requestsTo('GET /v1/gpus')).toHaveLength(1);
    expect([before, after]).toEqual([expect.stringContaining('look-1'), expect.stringContaining('next')]);
    expect(before).toContain('\u001b['); // the table takes its own place
  });

  it('release names the key and ends with 1 when nothing was freed', async () => {
    gateway.on(`POST ${ROOT}/lock/release`, { success: false, message: 'revoked, confirmation pending' });
    const { code, stdout } = await cli('gpu', 'release', 'gpu_lock:1');
    expect([code, stdout]).toEqual([1, 'revoked, confirmation pending\n']);
    expect(JSON.parse(gateway.requestsTo(`POST ${ROOT}/lock/release`)[0]?.body ?? '')).toEqual({
      lock_key: 'gpu_lock:1',
    });
  });
});

describe('monitor', () => {
  it('shows how it is and what it did', async () => {
    const { code, stdout } = await cli('monitor');
    expect(code).toBe(0);
    for (const line of [/health +healthy/, /up for +2 min 40 s/, /watched +12 tasks, 1 GPUs/, /recovered +2/]) {
      expect(stdout).toMatch(line);
    }
  });

  it('ends with 1 and says why when none lives', async () => {
    gateway.on(`GET ${ROOT}/monitor/health`, { ...health, status: 'critical', issues: ['no monitor leads'] });
    const { code, stdout } = await cli('monitor', 'status');
    expect([code, stdout]).toEqual([1, expect.stringContaining('no monitor leads')]);
  });

  it('watch shows events of all runs as they come, and what was left out', async () => {
    const interrupts = new Interrupts();
    gateway.onSocket('/ws/monitor', (socket) => {
      if (gateway.requestsTo('WS /ws/monitor').length === 2) return interrupts.interrupt();
      const events = [{ run_id: 'film', run_type: 'task', ...event(4, 'progress', { progress: 0.5 }) }];
      sendFrames(socket, { type: 'error', data: { message: 'Redis is away' } }, { type: 'lock', data: { gpus: [] } });
      sendFrames(socket, { type: 'event', data: { events, left_out: 3 } });
      socket.close(1013); // it reads too slowly, and begins anew
    });
    const { code, stdout, stderr } = await run(['monitor', 'watch'], { switchyardUrl: gateway.url, interrupts });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Redis is away\n.*connecting again/)]);
    expect(stdout).toMatch(/film +03:04:05.000 +progress +50 %\n3 more events\n/);
  });

  it.each(['start', 'stop'])('%s says what the gateway says', async (how) => {
    gateway.on(`POST ${ROOT}/monitor/${how}`, { success: true, message: `it did ${how}` });
    expect(await cli('monitor', how)).toMatchObject({ code: 0, stdout: `it did ${how}\n` });
  });

  it('check shows what was done', async () => {
    const action = { timestamp: 1, action: 'update_task_status', task_id: 'film', result: 'queued' };
    gateway.on(`POST ${ROOT}/timeout/check`, { checked_locks: [], timeouts_detected: 1, actions_taken: [action] });
    expect((await cli('monitor', 'check', '--lock', 'gpu_lock:0')).stdout).toMatch(/film +update_task_status +queued/);
    expect(gateway.seen[0]?.path).toBe(`${ROOT}/timeout/check?lock_key=gpu_lock%3A0`);
  });

  it('check says when what is late was seen to before', async () => {
    gateway.on(`POST ${ROOT}/timeout/check`, { checked_locks: [], timeouts_detected: 2, actions_taken: [] });
    expect((await cli('monitor', 'check')).stdout).toBe('2 late, all of it in hand already\n');
  });

  it('check tells that no monitor answers', async () => {
    gateway.refuse(`POST ${ROOT}/timeout/check`, 503, { code: 'RESOURCE_UNAVAILABLE', message: 'no monitor answers' });
    expect(await cli('monitor', 'check')).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('no monitor answers'),
    });
  });
});
