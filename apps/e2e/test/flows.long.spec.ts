import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { residentMb } from '@switchyard/processes';
import { RedisConnection } from '@switchyard/redis';
import { TestSystem, longVideo, waitFor, type AppProcess } from '@switchyard/testing';
import { frontEnd } from './flow-front-end';
import { pythonWithRequests } from './python';

const run = promisify(execFile);

/** `ITEMS=1000 make test-long PATHS=flows.long` takes a tenth of the time. */
const MANY = Number(process.env['ITEMS'] ?? 10_000);
const CHAIN = `
flow_id: chain
routines:
  numbers: { type: split, config: { value: numbers } }
  named: { type: map, config: { value: '{"n": $}' } }
  squared: { type: map, config: { value: '{"n": n, "square": n * n}' } }
  chosen: { type: filter, config: { when: n % 10 != 0 } }
  done: { type: collect }
connections: ['numbers -> named', 'named -> squared', 'squared -> chosen', 'chosen -> done']
`;
/** Its last routine lets a hundred items through in half a second. */
const SLOW_LAST = `
flow_id: slow-last
routines:
  numbers: { type: split, config: { value: numbers } }
  named: { type: map, config: { value: '{"n": $}' }, slots: { in: { max_queue_length: 100 } } }
  squared: { type: map, config: { value: '{"n": n}' }, slots: { in: { max_queue_length: 100 } } }
  again: { type: map, config: { value: '{"n": n}' }, slots: { in: { max_queue_length: 100 } } }
  last: { type: delay, config: { seconds: 0.5 }, slots: { in: { max_queue_length: 100 } } }
connections: ['numbers -> named', 'named -> squared', 'squared -> again', 'again -> last']
`;
const BURN = `
flow_id: burn
routines:
  burn:
    task: ffmpeg.burn_subtitles
    inputs: { video_path: '\${{ film }}', subtitle_path: '\${{ subtitles }}' }
`;
const LONGEST_MS = 240_000;
const MIB = 1024 ** 2;

interface Job {
  job_id: string;
  status: string;
  results: unknown[];
  items: Record<string, number>;
  error: { message: string } | null;
}

interface Monitoring {
  routines: Record<string, { queue_status: { slot_name: string; is_full: boolean; pressure_level: string }[] }>;
}

describe('flows under load and with deaths', () => {
  let system: TestSystem;
  let connection: RedisConnection;
  let engines: AppProcess[] = [];
  beforeAll(async () => {
    system = await TestSystem.start(['ffmpeg']);
    connection = new RedisConnection(system.redis.url, 'patient');
    await connection.client.config('SET', 'appendfsync', 'everysec');
    for (const source of [CHAIN, SLOW_LAST, BURN]) await call('POST', '/api/flows', { source });
  }, 60_000);
  afterAll(() => {
    connection.close();
    return system.stop();
  });
  beforeEach(() => void (engines = [1, 2, 3].map(() => system.startFlowEngine())));
  afterEach(() => Promise.all(engines.map((engine) => engine.end('SIGKILL'))));

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply = await system.api.request(method, path, body);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body as T;
  };
  const start = async (flow_id: string, data: object): Promise<string> =>
    (await call<Job>('POST', '/api/jobs', { flow_id, data })).job_id;
  const jobOf = (id: string): Promise<Job> => call('GET', `/api/jobs/${id}`);
  const numbers = (count: number): number[] => Array.from({ length: count }, (_none, at) => at);
  const untilCompleted = (id: string): Promise<Job> =>
    waitFor(
      'the end of the job',
      async () => {
        const job = await jobOf(id);
        if (job.status !== 'running' && job.status !== 'completed') throw new Error(JSON.stringify(job));
        return job.status === 'completed' && job;
      },
      LONGEST_MS,
    );
  /** Of a chain in which a tenth is filtered: each item once at each routine. */
  const accounted = (count: number) => ({
    ...{ entered: 1, emitted: 1 + 2 * count + 0.9 * count, collected: 0.9 * count, filtered: 0.1 * count },
    ...{ failed: 0, skipped: 0, left: 0, cancelled: 0 },
  });

  it('account for each of many items once, though an engine is killed after each twentieth of them', async () => {
    const began = performance.now();
    const id = await start('chain', { numbers: numbers(MANY) });
    const all = accounted(MANY);
    let kills = 0;
    const { items, results } = await waitFor(
      'the end of the job',
      async () => {
        const job = await jobOf(id);
        if (job.status === 'completed') return job;
        if ((job.items['emitted'] ?? 0) < ((kills + 1) * all.emitted) / 20) return false;
        await engines[kills % engines.length]?.end('SIGKILL');
        engines[kills % engines.length] = system.startFlowEngine();
        kills += 1;
        return false;
      },
      LONGEST_MS,
    );
    expect(items).toEqual(all);
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(Math.min(1000, 0.9 * MANY));
    expect(kills).toBeGreaterThan(2);
    say({ items: MANY, kills, seconds: (performance.now() - began) / 1000 });
  }, 300_000);

  it('show the pressure of a slow last routine at every slot up to the source, in flat memory', async () => {
    const began = performance.now();
    const id = await start('slow-last', { numbers: numbers(MANY) });
    const slots = ['named', 'squared', 'again', 'last'];
    let pressed = false;
    const sizes: { done: number; engines: number; redis: number }[] = [];
    const job = await waitFor(
      'the end of the job',
      async () => {
        const { routines } = await call<Monitoring>('GET', `/api/jobs/${id}/monitoring`);
        pressed ||= slots.every((slot) => routines[slot]?.queue_status[0]?.pressure_level === 'critical');
        const now = await jobOf(id);
        const done = now.items['collected'] ?? 0;
        const residents = engines.map(({ pid }) => residentMb(pid) * MIB);
        sizes.push({ done, engines: Math.max(...residents), redis: await redisBytes() });
        return now.status === 'completed' && now;
      },
      LONGEST_MS,
    );
    expect(job.items).toMatchObject({ entered: 1, emitted: 1 + 3 * MANY, collected: MANY, failed: 0 });
    expect(pressed).toBe(true);
    const most = (of: 'engines' | 'redis', from: number, to: number): number =>
      Math.max(...sizes.filter(({ done }) => done >= from * MANY && done <= to * MANY).map((size) => size[of])) / MIB;
    const growth = (['engines', 'redis'] as const).map((of) => most(of, 0.6, 1) - most(of, 0, 0.4));
    say({
      items: MANY,
      seconds: (performance.now() - began) / 1000,
      growthMiB: growth,
      peakMiB: most('engines', 0, 1),
    });
    for (const one of growth) expect(one).toBeLessThan(48);
  }, 300_000);

  it('go on after Redis was away, and after every engine was', async () => {
    const id = await start('slow-last', { numbers: numbers(1000) });
    const collected = async (): Promise<number> => (await jobOf(id)).items['collected'] ?? 0;
    await waitFor('some results', async () => (await collected()) >= 100);
    await system.redis.kill();
    await waitFor('engines without Redis', () => engines.every(({ log }) => log.includes('"redis.unreachable"')));
    await system.redis.run();
    await waitFor(
      'more results',
      () =>
        collected().then(
          (count) => count >= 300,
          () => false,
        ),
      60_000,
    );
    await Promise.all(engines.map((engine) => engine.end('SIGKILL')));
    const stood = await collected();
    await waitFor('the end of every lease', async () => {
      const all = await call<Record<string, { is_active: boolean }>>('GET', `/api/jobs/${id}/routines/status`);
      return Object.values(all).every(({ is_active }) => !is_active);
    });
    expect(await collected()).toBe(stood);
    engines = [system.startFlowEngine()];
    expect((await untilCompleted(id)).items).toMatchObject({ emitted: 1 + 3 * 1000, collected: 1000, failed: 0 });
  }, 300_000);

  it('run a task once though the engine that waits for it is killed', async () => {
    writeFileSync(join(system.share, 'long.srt'), '1\n00:00:00,000 --> 00:00:09,000\nHello\n');
    const film = system.put(await longVideo({ seconds: 20 }));
    const id = await start('burn', { film, subtitles: '/share/long.srt' });
    const taskId = `f-${id}-1-0`;
    await waitFor('the task', async () => {
      const { status, body } = await system.api.request<{ status: string }>('GET', `/v1/tasks/${taskId}`);
      return status === 200 && body.status === 'running';
    });
    await Promise.all(engines.map((engine) => engine.end('SIGKILL')));
    engines = [system.startFlowEngine()];
    expect(await untilCompleted(id)).toMatchObject({ results: [{}], items: { entered: 1, collected: 1, failed: 0 } });
    expect(await system.api.status(taskId)).toMatchObject({ status: 'succeeded', attempt: 1 });
    const { entries } = await call<{ entries: object[] }>('GET', `/api/jobs/${id}/trace`);
    expect(entries).toMatchObject([{ routine_id: 'burn', outcome: 'collected', task_id: taskId }]);
  }, 300_000);

  it('answer a plain Python client on every route, and with every frame of a WebSocket', async () => {
    const script = join(__dirname, 'fixtures', 'flows_client.py');
    const { stdout, stderr } = await run(pythonWithRequests(), [script, system.api.url]);
    expect([stderr, stdout]).toEqual(['', '28 routes and 11 kinds of frames were as they should be\n']);
  }, 120_000);

  it('can be followed by a front end in TypeScript, whose page knows at the end what is true', async () => {
    const { seen, views, page, truth, walked, kinds } = await frontEnd(system.api.client, system.api.url);
    expect(seen).toEqual({
      ...{ valid: true, breakpoints: 1, paused: 'last.in', stored: true, info: 'delay', slot: 30, results: 30 },
      entries: [{ routine_id: 'numbers', slot_name: 'in' }],
    });
    expect({ ...page.known, updated_at: '' }).toEqual({ ...truth, updated_at: '' });
    expect(views).toEqual({
      ...{ many: 'completed', queues: 30, executions: 30, errors: [0, 0, 0], traced: 61, minutes: true, listed: true },
    });
    expect([...kinds].sort()).toEqual([
      ...['alert', 'job_completed', 'job_failed', 'job_started', 'job_status_change', 'routine_completed'],
      ...['routine_queue_update', 'routine_started', 'routine_status_change', 'slot_queue_update', 'snapshot'],
    ]);
    const { paths } = await call<{ paths: Record<string, object> }>('GET', '/docs-json');
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      /^\/api\/(flows|jobs)/.test(path) ? Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`) : [],
    );
    expect(routes.filter((route) => !walked.has(route))).toEqual([]);
    expect(page.closed).toBe(1000);
  }, 120_000);

  const redisBytes = async (): Promise<number> =>
    Number(/used_memory:(\d+)/.exec(await connection.client.info('memory'))?.[1]);
});

const say = (figures: object): void => void process.stdout.write(`${JSON.stringify(figures)}\n`);
