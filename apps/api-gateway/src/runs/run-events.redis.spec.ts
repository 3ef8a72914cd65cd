import { connect } from 'node:net';
import { ApiKeys } from '@switchyard/api-keys';
import { generateSubtitleFilesTask, type TaskEvent } from '@switchyard/contracts';
import type { StoredTask } from '@switchyard/task-store';
import { seededRandom, waitFor } from '@switchyard/testing';
import { RunningGateway } from '../../test/running-gateway';
import { SocketClient } from '../../test/socket-client';

/** Reads events until there are so many or the stream ends; says whether it ended. */
async function readSse({ body }: Response, most: number, seen: TaskEvent[]): Promise<boolean> {
  const decoder = new TextDecoder();
  let text = '';
  let left = most;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const frames = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1];
      if (data === undefined) continue;
      seen.push(JSON.parse(data) as TaskEvent);
      left -= 1;
      if (left === 0) return false;
    }
  }
  return true;
}

describe('the events of a run over WebSocket', () => {
  let gateway: RunningGateway;
  let tasks = 0;
  const clients: SocketClient[] = [];

  beforeAll(async () => {
    gateway = await RunningGateway.start({ eventsMax: 20_000 });
  }, 60_000);
  afterAll(() => gateway.stop());
  afterEach(() => clients.splice(0).forEach((client) => client.end()));

  const submit = async (): Promise<StoredTask> => {
    const taskId = `t${(tasks += 1)}`;
    const ref = {
      taskId,
      workflowId: taskId,
      taskName: generateSubtitleFilesTask.name,
      queue: 'wservice',
      priority: 5,
    };
    const rest = { input: {}, request: {}, maxAttempts: 1, timeoutSeconds: 60 };
    return (await gateway.store.transitions.create({ ...ref, ...rest }, 'test')).task;
  };
  const watch = (id: string, query = '', most = Infinity): SocketClient => {
    const client = new SocketClient(`${gateway.url}/ws/runs/${id}/events${query}`, { most });
    clients.push(client);
    return client;
  };
  const note = (task: StoredTask, n: number): Promise<unknown> =>
    gateway.store.transitions.note({ taskId: task.task_id, fence: task.fence, worker: 'w' }, 'output', { n });
  const cancel = (task: StoredTask): Promise<unknown> => gateway.store.transitions.cancel(task, 'test');
  const eventsOf = (client: SocketClient): TaskEvent[] =>
    client.of('event').map(({ data }) => data as unknown as TaskEvent);

  it('come from the first on, then live, then a status, and the socket is closed', async () => {
    const task = await submit();
    const client = watch(task.task_id);
    await client.until(() => client.frames.length === 2);
    await note(task, 1);
    await client.until(() => client.frames.length === 3);
    await cancel(task);
    expect(await client.untilClosed()).toEqual({ code: 1000, reason: 'done' });
    expect(eventsOf(client)).toEqual(await gateway.store.read.events(task.task_id));
    const end = await gateway.store.read.get(task.task_id);
    expect(client.frames.at(-1)).toEqual({
      type: 'status',
      data: { status: 'done', finished_at: end?.completed_at, state: 'cancelled' },
    });
  });

  it('begin after the number that is asked for', async () => {
    const task = await submit();
    await cancel(task);
    const client = watch(task.task_id, '?from_seq=2');
    await client.untilClosed();
    expect(eventsOf(client).map(({ type }) => type)).toEqual(['cancelled']);
  });

  it('begin with a gap when older ones were trimmed', async () => {
    const task = await submit();
    for (let n = 0; n < 5; n += 1) await note(task, n);
    await gateway.store.redis.ltrim(gateway.store.keys.taskEvents(task.task_id), -2, -1);
    const client = watch(task.task_id, '?from_seq=1');
    await client.until(() => client.frames.length === 3);
    expect(client.frames[0]).toEqual({ type: 'gap', data: { first_seq: 6 } });
    expect(eventsOf(client).map(({ seq }) => seq)).toEqual([6, 7]);
  });

  it('answers a ping', async () => {
    const client = watch((await submit()).task_id);
    await client.until(() => client.frames.length === 2);
    client.socket.send('not JSON');
    client.socket.send('{"type":"ping"}');
    await client.until(() => client.of('pong').length === 1);
  });

  it.each([
    ['t-none', '', 4404, 'RUN_NOT_FOUND'],
    ['t-none', '?from_seq=-1', 4400, 'INVALID_REQUEST'],
    ['t-none', '?since=1', 4400, 'INVALID_REQUEST'],
  ])('says what is wrong with %s%s', async (id, query, code, reason) => {
    const client = watch(id, query);
    expect(await client.untilClosed()).toEqual({ code, reason });
    expect(client.frames).toMatchObject([{ type: 'error', data: { code: reason } }]);
  });

  it('says so when the run is removed while its reader is away', async () => {
    const task = await submit();
    await cancel(task);
    const ended = await gateway.store.read.get(task.task_id);
    await gateway.store.transitions.remove(ended ?? task);
    expect(await watch(task.task_id, '?from_seq=3').untilClosed()).toMatchObject({ code: 4404 });
  });

  it('are not given to pages of other places, and no other path is a socket', async () => {
    const url = `${gateway.url}/ws/runs/t1/events`;
    const refused = { status: 403, body: { error: { code: 'FORBIDDEN' } } };
    expect(await SocketClient.refusal(url, { origin: 'https://evil.example' })).toMatchObject(refused);
    expect(await SocketClient.refusal(url, { headers: { host: 'evil.example' } })).toMatchObject(refused);
    expect(await SocketClient.refusal(`${gateway.url}/ws/runs/t1`)).toMatchObject({ status: 404 });
  });

  it('need a key with the scope read once there are keys, and end when it is revoked', async () => {
    const keys = gateway.app.get(ApiKeys, { strict: false });
    const url = `${gateway.url}/ws/runs/${(await submit()).task_id}/events`;
    const open = watch((await submit()).task_id);
    await open.until(() => open.frames.length === 2);
    const more = { sees_all: true, expires_at: null };
    const submitter = await keys.create({ name: 'submitter', scopes: ['submit'], ...more });
    const reader = await keys.create({ name: 'reader', scopes: ['read'], ...more });
    expect(await open.untilClosed()).toMatchObject({ code: 4401 }); // without a key nothing stays open either
    expect(await SocketClient.refusal(url)).toMatchObject({ status: 401 });
    const headers = { authorization: `Bearer ${submitter.text}` };
    expect(await SocketClient.refusal(url, { headers })).toMatchObject({
      status: 403,
      body: { error: { code: 'FORBIDDEN' } },
    });
    const reading = { headers: { authorization: `Bearer ${reader.text}` } };
    await waitFor('the last key', async () => (await fetch(`${gateway.url}/v1/tasks`, reading)).status === 200);
    const page = new SocketClient(url, { protocols: ['switchyard', `switchyard.key.${reader.text}`] });
    const program = new SocketClient(url, reading);
    await Promise.all([page, program].map((client) => client.until(() => client.frames.length === 2)));
    expect(page.socket.protocol).toBe('switchyard');
    await keys.revoke(reader.key.id);
    expect(await page.untilClosed()).toMatchObject({ code: 4401 });
    expect(await program.untilClosed()).toMatchObject({ code: 4401 });
    for (const { id } of await keys.all()) await keys.revoke(id);
    await waitFor('a gateway without keys', async () => (await fetch(`${gateway.url}/v1/tasks`)).status === 200);
  });

  it('leave requests alone that would rather have HTTP/2', async () => {
    const body = JSON.stringify({ task_name: generateSubtitleFilesTask.name, input_data: {} });
    const wish = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
    const head = `POST /v1/tasks HTTP/1.1\r\nHost: 127.0.0.1\r\n${wish}Content-Type: application/json\r\n`;
    const socket = connect(gateway.port, '127.0.0.1');
    socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body.slice(0, 20)}`);
    setImmediate(() => socket.write(body.slice(20)));
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*segments_file/);
  });

  it('say that Redis is away, and go on from where they were', async () => {
    const task = await submit();
    const client = watch(task.task_id);
    await client.until(() => client.frames.length === 2);
    await gateway.redis.kill();
    const meanwhile = watch(task.task_id, '?from_seq=2');
    expect(await meanwhile.untilClosed()).toEqual({ code: 4503, reason: 'RESOURCE_UNAVAILABLE' });
    await gateway.redis.run();
    await waitFor('Redis', () => gateway.store.redis.status === 'ready');
    const resumed = watch(task.task_id, `?from_seq=${eventsOf(client).length}`);
    await note(task, 1);
    await resumed.until(() => resumed.frames.length === 1);
    expect(eventsOf(resumed)[0]?.seq).toBe(3);
  });

  it('are the same as the log after a hundred cuts, over WebSocket and server-sent events', async () => {
    const EVENTS = 10_000;
    const CUTS = 100;
    const task = await submit();
    const id = task.task_id;
    /** More than a hundred cuts would not find place. */
    const cutsOf = (seed: number): (() => number) => {
      const random = seededRandom(seed);
      return () => 1 + Math.floor((random() * 1.5 * EVENTS) / CUTS);
    };
    const write = async (): Promise<void> => {
      for (let n = 0; n < EVENTS; n += 50)
        await Promise.all(Array.from({ length: 50 }, (_none, at) => note(task, n + at)));
      await cancel(task);
    };
    const overSocket = async (seen: TaskEvent[]): Promise<number> => {
      const whereToCut = cutsOf(1);
      for (let cuts = 0; ; cuts += 1) {
        const most = cuts < CUTS ? whereToCut() : Infinity;
        const client = watch(id, `?from_seq=${seen.at(-1)?.seq ?? 0}`, most);
        await client.untilClosed();
        seen.push(...eventsOf(client));
        if (client.frames.at(-1)?.type === 'status') return cuts;
      }
    };
    const overSse = async (seen: TaskEvent[]): Promise<number> => {
      const whereToCut = cutsOf(2);
      for (let cuts = 0; ; cuts += 1) {
        const stop = new AbortController();
        const reply = await fetch(`${gateway.url}/v1/tasks/${id}/events`, {
          headers: { accept: 'text/event-stream', 'last-event-id': String(seen.at(-1)?.seq ?? 0) },
          signal: stop.signal,
        });
        const left = cuts < CUTS ? whereToCut() : Infinity;
        if (await readSse(reply, left, seen)) return cuts;
        stop.abort();
      }
    };
    const [bySocket, bySse]: TaskEvent[][] = [[], []];
    const cuts = await Promise.all([overSocket(bySocket ?? []), overSse(bySse ?? []), write()]);
    const log: TaskEvent[] = [];
    for (let seq = 0; seq < EVENTS + 3; seq += 1000) log.push(...(await gateway.store.read.events(id, seq, 1000)));
    expect(log).toHaveLength(EVENTS + 3);
    expect(bySocket).toEqual(log);
    expect(bySse).toEqual(log);
    expect(cuts.slice(0, 2)).toEqual([CUTS, CUTS]);
  }, 120_000);
});
