import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TaskStore, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestSystem, type TaskStatus, waitFor } from '@switchyard/testing';

const TASK = generateSubtitleFilesTask.name;
const SEGMENTS = JSON.stringify([{ start: 0, end: 1.5, text: 'Hello there' }]);
const input = { segments_file: '/share/a.json' };
const BYTES = Buffer.alloc(200_000, 'switchyard');
const TUS = { 'tus-resumable': '1.0.0' };
const PIECE = { 'content-type': 'application/offset+octet-stream' };

describe('recovery', () => {
  let system: TestSystem;

  beforeEach(async () => {
    system = await TestSystem.start([], {});
    writeFileSync(join(system.share, 'a.json'), SEGMENTS);
  }, 60_000);

  afterEach(() => system.stop());

  /** Of many tasks: how each ended, and how often that was recorded. */
  const outcomes = async (ids: string[]): Promise<{ task: TaskStatus; endings: number }[]> => {
    await system.api.untilIdle();
    const found: { task: TaskStatus; endings: number }[] = [];
    for (const id of ids) {
      const [task, events] = await Promise.all([system.api.status(id), system.api.events(id)]);
      found.push({ task, endings: events.filter(({ type }) => type === 'completed').length });
    }
    return found;
  };

  /** Begins a resumable upload whose bytes come slowly; where it goes on, once half of them are on the disk. */
  const half = async (): Promise<string> => {
    const form = { 'upload-length': String(BYTES.length), 'upload-metadata': 'filename YQ==' };
    const begun = await fetch(`${system.api.url}/v1/uploads`, { method: 'POST', headers: { ...TUS, ...form } });
    const place = begun.headers.get('location') ?? '';
    const headers = { ...TUS, ...PIECE, 'upload-offset': '0', 'content-length': String(BYTES.length) };
    const sending = request(system.api.url + place, { method: 'PATCH', headers });
    sending.on('error', () => undefined).write(BYTES.subarray(0, BYTES.length / 2));
    const part = join(system.share, 'uploads', '.parts', place.split('/').at(-1) ?? '');
    await waitFor('half of the upload', () => statSync(part, { throwIfNoEntry: false })?.size === BYTES.length / 2);
    return place;
  };

  /** Sends the bytes that the gateway says are missing; those of the file. */
  const finished = async (place: string): Promise<Buffer> => {
    const told = await fetch(system.api.url + place, { method: 'HEAD', headers: TUS });
    const offset = told.headers.get('upload-offset') ?? '';
    expect(offset).toBe(String(BYTES.length / 2));
    const headers = { ...TUS, ...PIECE, 'upload-offset': offset };
    const body = BYTES.subarray(Number(offset));
    const last = await fetch(system.api.url + place, { method: 'PATCH', headers, body });
    const path = decodeURI(last.headers.get('switchyard-path') ?? '');
    return readFileSync(path.replace('/share', system.share));
  };

  it('runs a task that was stored and never answered, because its gateway died', async () => {
    const connection = new RedisConnection(system.redis.url, 'patient');
    const settings = { heartbeatTimeoutMs: 1500, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    const store = new TaskStore(connection.client, new Keys(), settings, new KeptJobs<TaskJob>());
    // What a gateway leaves behind that is killed between record and job:
    const ref = { taskId: 'orphan', taskName: TASK, workflowId: 'orphan', queue: 'wservice', priority: 5 };
    const rest = {
      input,
      request: { input_data: input },
      maxAttempts: 3,
      timeoutSeconds: 60,
    };
    await store.transitions.create({ ...ref, ...rest }, 'gateway');
    connection.close();
    system.startWorker('wservice');
    expect(await system.api.untilFinal('orphan', 30_000)).toMatchObject({ status: 'succeeded', attempt: 1 });
  }, 60_000);

  it('loses no accepted task and no byte of an upload when the gateway is killed in a flood of submissions', async () => {
    const upload = await half();
    const accepted: string[] = [];
    const flood = Array.from({ length: 16 }, async () => {
      for (;;) {
        const reply = await system.api.submit(TASK, input).catch(() => undefined);
        if (reply?.status !== 202) return;
        accepted.push(reply.body.task_id);
      }
    });
    await waitFor('a flood', () => accepted.length > 300);
    await system.processes[0]?.end('SIGKILL');
    await Promise.all(flood);
    await system.startGateway();
    expect((await finished(upload)).equals(BYTES)).toBe(true);
    system.startWorker('wservice', { CONCURRENCY: '16' });
    for (const outcome of await outcomes(accepted)) {
      expect(outcome).toMatchObject({ task: { status: 'succeeded', attempt: 1 }, endings: 1 });
    }
  }, 120_000);

  it('ends a thousand tasks exactly once each through two workers', async () => {
    system.startWorker('wservice', { CONCURRENCY: '8' });
    system.startWorker('wservice', { CONCURRENCY: '8' });
    await system.untilServed('wservice', 2);
    const ids: string[] = [];
    for (let batch = 0; batch < 20; batch += 1) {
      ids.push(...(await Promise.all(Array.from({ length: 50 }, () => system.api.start(TASK, input)))));
    }
    const ended = await outcomes(ids);
    expect(ended).toHaveLength(1000);
    for (const outcome of ended) {
      expect(outcome).toMatchObject({ task: { status: 'succeeded', attempt: 1 }, endings: 1 });
    }
    expect(new Set(ended.map(({ task }) => task.executed_on)).size).toBe(2);
  }, 120_000);

  it('answers 503 while Redis is away, and goes on when it is back with everything that was accepted', async () => {
    system.startWorker('wservice');
    await system.untilServed('wservice');
    const before = await system.api.start(TASK, input);
    await system.api.untilFinal(before);
    await system.redis.kill();
    const refused = await system.api.submit(TASK, input);
    expect(refused).toMatchObject({ status: 503, body: { error: { code: 'RESOURCE_UNAVAILABLE' } } });
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect((await fetch(`${system.api.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${system.api.url}/health/live`)).status).toBe(200);
    await system.redis.run();
    const after = await waitFor('a submission that is accepted', async () => {
      const reply = await system.api.submit(TASK, input);
      return reply.status === 202 ? reply.body.task_id : undefined;
    });
    expect(await system.api.untilFinal(after)).toMatchObject({ status: 'succeeded' });
    expect(await system.api.status(before)).toMatchObject({ status: 'succeeded' });
  }, 120_000);

  it('removes record and files of a workflow whose time is over, and nothing before', async () => {
    await system.processes[0]?.end('SIGKILL');
    await system.startGateway({ STATE_TTL: '1' });
    const worker = system.startWorker('wservice', { STATE_TTL: '1' });
    const id = await system.api.start(TASK, input);
    await waitFor('its end', () => worker.log.includes('"event":"task.succeeded"'));
    await waitFor('its removal', async () => (await system.api.request('GET', `/v1/tasks/${id}`)).status === 404);
    const files = await system.api.request<{ files: { path: string }[] }>('GET', '/v1/files?prefix=');
    expect(files.body.files.map(({ path }) => path)).toEqual(['/share/a.json']);
  }, 60_000);
});
