import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKeys, type NewApiKey } from '@switchyard/api-keys';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { jobOf, refOf, type StoredTask } from '@switchyard/task-store';
import { waitFor } from '@switchyard/testing';
import { RunningGateway } from '../../test/running-gateway';
import { SocketClient } from '../../test/socket-client';

interface Reply {
  status: number;
  body: unknown;
}

/** A task of the first key, whose reply to others has to be that of no task at all. */
const TASK = 'of-the-first-key';
const NONE = 'of-nobody-at-all';

describe('a task and its files', () => {
  let gateway: RunningGateway;
  let segments: string;
  let output: string;
  const keys = { first: '', second: '', seesAll: '', admin: '' };
  let firstId = '';

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    const made = gateway.app.get(ApiKeys, { strict: false });
    const make = (more: Partial<NewApiKey> = {}): ReturnType<ApiKeys['create']> =>
      made.create({ name: 'test', scopes: ['submit', 'read'], sees_all: false, expires_at: null, ...more });
    const first = await make();
    firstId = first.key.id;
    Object.assign(keys, { first: first.text, second: (await make()).text });
    Object.assign(keys, { seesAll: (await make({ sees_all: true })).text });
    keys.admin = (await make({ scopes: ['admin'] })).text;
    const known = async (key: string): Promise<number> => (await ask('GET', '/v1/tasks', key)).status;
    await waitFor('the last key', async () => (await known('none')) === 401 && (await known(keys.admin)) === 200);
    segments = await upload(keys.first);
    expect((await submit(keys.first, { task_id: TASK })).status).toBe(202);
    output = await succeed(TASK);
  }, 60_000);
  afterAll(() => gateway.stop());

  async function ask(method: string, path: string, key: string, body?: object): Promise<Reply> {
    const headers = { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const reply = await fetch(gateway.url + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await reply.text();
    return { status: reply.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  }

  async function upload(key: string): Promise<string> {
    const body = new FormData();
    body.append('file', new Blob(['[]']), 'a.json');
    const reply = await fetch(`${gateway.url}/v1/files`, {
      ...{ method: 'POST', body, headers: { authorization: `Bearer ${key}` } },
    });
    return ((await reply.json()) as { path: string }).path;
  }

  const submit = (key: string, more: object = {}): Promise<Reply> =>
    ask('POST', '/v1/tasks', key, {
      task_name: generateSubtitleFilesTask.name,
      input_data: { segments_file: segments },
      ...more,
    });

  const stored = async (id: string): Promise<StoredTask> => {
    const task = await gateway.store.read.get(id);
    if (!task) throw new Error(`${id} is not stored`);
    return task;
  };

  /** Does the work of a worker. @returns the path of its output */
  async function succeed(id: string): Promise<string> {
    const { store } = gateway;
    const claimed = await store.claims.claim(jobOf(await stored(id)), 'w', 'd');
    if (!claimed) throw new Error(`${id} was not to be begun`);
    const { task } = claimed;
    const place = ['workflows', task.workflow_id, task.task_name, `${id}-${task.fence}`];
    mkdirSync(join(gateway.root, ...place), { recursive: true });
    writeFileSync(join(gateway.root, ...place, 'a.srt'), 'x');
    await store.transitions.complete({ ...refOf(task), fence: task.fence, worker: 'w' }, {});
    return ['/share', ...place, 'a.srt'].join('/');
  }

  it('are for other keys as if they were not there, on every route that names one', async () => {
    const text = (await ask('GET', '/docs-json', keys.admin)).body as { paths: Record<string, object> };
    const routes = Object.entries(text.paths).flatMap(([path, item]) =>
      Object.keys(item).flatMap((method): [string, (id: string) => string][] => {
        const of = (id: string): string => path.replace('{type}', 'task').replace(/\{(id|task_id|workflow_id)\}/, id);
        return of(TASK) !== of(NONE) && !of(TASK).includes('{') ? [[method.toUpperCase(), of]] : [];
      }),
    );
    const asked: string[] = [];
    for (const [method, of] of routes) {
      if (of('').endsWith('heartbeat/task//start')) continue; // registers what is not there
      const body = method === 'POST' ? {} : undefined;
      const [theirs, none] = [
        await ask(method, of(TASK), keys.second, body),
        await ask(method, of(NONE), keys.second, body),
      ];
      const shown = JSON.stringify(theirs).replaceAll(TASK, NONE);
      expect([method, of(TASK), shown]).toEqual([method, of(TASK), JSON.stringify(none)]);
      asked.push(`${method} ${of('')}`);
    }
    expect(asked).toEqual(expect.arrayContaining(['GET /v1/tasks/', 'POST /v1/tasks//retry', 'DELETE /v1/tasks/']));
    expect(asked).toEqual(expect.arrayContaining(['GET /v1/tasks//events', 'GET /api/v1/monitor/workflows/task/']));
    const start = `/api/v1/monitoring/heartbeat/task/${TASK}/start`;
    expect((await ask('POST', start, keys.second, {})).status).toBe(409);
    expect((await stored(TASK)).status).toBe('succeeded');
    expect((await ask('GET', `/v1/tasks/${TASK}/result`, keys.first)).status).toBe(200);
    expect((await ask('GET', `/v1/tasks/${TASK}`, keys.seesAll)).body).toMatchObject({ owner: firstId });
  });

  it('stand in the lists of their key, and of those that see everything', async () => {
    for (const list of ['/v1/tasks', '/api/v1/monitor/workflows', '/api/v1/monitor/events', '/v1/files'])
      for (const [key, sees] of [
        ['first', true],
        ['second', false],
        ['seesAll', true],
        ['admin', true],
      ] as const) {
        const { body } = await ask('GET', list, keys[key]);
        expect([list, key, JSON.stringify(body).includes(TASK)]).toEqual([list, key, sees]);
        if (list === '/v1/files') expect(JSON.stringify(body).includes(segments)).toBe(sees);
      }
    const { body } = await ask('GET', '/api/v1/monitor/workflows', keys.second);
    expect(body).toEqual({ items: [], total: 0 });
  });

  it('are downloaded, removed and used as input by their key alone', async () => {
    for (const path of [segments, output]) {
      const file = `/v1/files${path}`;
      expect((await ask('GET', file, keys.second)).status).toBe(404);
      expect((await ask('GET', file, keys.first)).status).toBe(200);
      const taken = await submit(keys.second, { input_data: { segments_file: path } });
      expect([taken.status, JSON.stringify(taken.body)]).toEqual([400, expect.stringContaining('does not exist')]);
    }
    expect((await ask('DELETE', `/v1/files${segments}`, keys.second)).status).toBe(204);
    expect((await ask('GET', `/v1/files${segments}`, keys.first)).status).toBe(200);
  });

  it('are counted in the numbers of the installation, which everyone sees and which name nothing', async () => {
    const numbers = async (key: string): Promise<string> =>
      JSON.stringify((await ask('GET', '/api/v1/monitor/stats', key)).body).replace(/"oldest_seconds":[\d.]+/g, '');
    const theirs = await numbers(keys.second);
    expect(theirs).toBe(await numbers(keys.admin));
    expect(theirs).not.toMatch(new RegExp(`${TASK}|${firstId}|/share`));
  });

  it('are opened without a key by a link, until it is over', async () => {
    const { files, expires_at } = (await ask('GET', `/v1/tasks/${TASK}/downloads`, keys.first)).body as {
      files: { path: string; size: number; url: string }[];
      expires_at: string;
    };
    expect(files).toEqual([{ path: output, size: 1, url: expect.stringContaining(`${gateway.url}/v1/files/share/`) }]);
    expect(Date.parse(expires_at)).toBeGreaterThan(Date.now() + 3_500_000);
    const url = files[0]?.url ?? '';
    expect(await (await fetch(url)).text()).toBe('x');
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(401);
    expect((await fetch(url.replace('.srt', '.vtt'))).status).toBe(401);
    expect((await fetch(url.replace('pass=', 'pass=0'))).status).toBe(401);
    const short = await ask('GET', `/v1/tasks/${TASK}/downloads?expires_in=1`, keys.first);
    const [soon] = (short.body as { files: { url: string }[] }).files;
    await waitFor('the end of the link', async () => (await fetch(soon?.url ?? '')).status === 401);
    expect((await ask('GET', `/v1/tasks/${TASK}/downloads`, keys.second)).status).toBe(404);
  });

  it('keep others out of their ids', async () => {
    const input_data = { segments_file: await upload(keys.second) };
    for (const more of [{ task_id: TASK }, { task_id: 'other', workflow_id: TASK }]) {
      const { status, body } = await submit(keys.second, { input_data, ...more });
      expect([status, JSON.stringify(body)]).toEqual([409, expect.stringMatching(/taken.*belongs to another API key/)]);
    }
    const race = gateway.store.transitions.create(
      {
        ...refOf(await stored(TASK)),
        taskId: 'raced',
        owner: 'other',
        input: {},
        request: {},
        maxAttempts: 1,
        timeoutSeconds: 1,
      },
      'test',
    );
    await expect(race).rejects.toThrow('the workflow id is taken');
    expect(await gateway.store.read.get('raced')).toBeNull();
  });

  it('pass to what an operator tries again, and give no result to another key', async () => {
    const tried = await ask('POST', `/v1/tasks/${TASK}/retry`, keys.admin, { task_id: 'again' });
    expect([tried.status, (await stored('again')).owner]).toEqual([202, firstId]);
    await ask('POST', '/v1/tasks/again/cancel', keys.first, {});
    expect((await submit(keys.first, { task_id: 'r1', reuse: 'any' })).status).toBe(202);
    await succeed('r1');
    expect((await submit(keys.first, { reuse: 'any' })).body).toMatchObject({ reused_from: 'r1' });
    const own = await upload(keys.second); // holds the same
    const other = await submit(keys.second, { reuse: 'any', input_data: { segments_file: own } });
    expect(other).toMatchObject({ status: 202, body: { reused_from: null } });
  });

  it('are refused or wait where their key has too many already', async () => {
    const made = gateway.app.get(ApiKeys, { strict: false });
    const limits = { most_queued: 2, most_running: 1, most_bytes: 5 };
    const scopes = ['submit', 'read'] as const;
    const { key, text } = await made.create({
      name: 'small',
      scopes: [...scopes],
      sees_all: false,
      expires_at: null,
      ...limits,
    });
    await waitFor('the key', async () => (await ask('GET', '/v1/tasks', text)).status === 200);
    const [first, more] = [await upload(text), await upload(text)];
    const full = await upload(text); // the third has no room for its two bytes
    expect([first, more, full]).toEqual([expect.any(String), expect.any(String), undefined]);
    const input_data = { segments_file: first };
    const ids = ['q1', 'q2', 'q3'];
    const all = await Promise.all(ids.map((task_id) => submit(text, { task_id, input_data })));
    expect(all.map(({ status }) => status).sort()).toEqual([202, 202, 429]);
    const [one = '', two = ''] = ids.filter((_id, at) => all[at]?.status === 202);
    const { claims, transitions, outbox } = gateway.store;
    const begun = await claims.claim(jobOf(await stored(one)), 'w', 'd');
    if (!begun) throw new Error('not begun');
    expect(await claims.claim(jobOf(await stored(two)), 'w', 'd')).toBeNull();
    expect((await ask('GET', `/v1/tasks/${two}`, text)).body).toMatchObject({
      status: 'queued',
      reason: expect.stringContaining('fewer than 1') as string,
    });
    const due = async (): Promise<string[]> => (await outbox.due(1000)).map(({ taskId }) => taskId);
    expect(await due()).not.toContain(two);
    await transitions.complete({ ...refOf(begun.task), fence: begun.task.fence, worker: 'w' }, {});
    expect(await due()).toContain(two);
    expect(await claims.claim(jobOf(await stored(two)), 'w', 'd2')).not.toBeNull();
    await made.revoke(key.id);
  });

  it('count against the storage of their key until they are removed', async () => {
    const made = gateway.app.get(ApiKeys, { strict: false });
    const scopes = ['submit', 'read'] as const;
    const key = await made.create({
      name: 'full',
      scopes: [...scopes],
      sees_all: false,
      expires_at: null,
      most_bytes: 10,
    });
    await waitFor('the key', async () => (await ask('GET', '/v1/tasks', key.text)).status === 200);
    const input_data = { segments_file: await upload(key.text) }; // two bytes
    const { store } = gateway;
    expect((await submit(key.text, { task_id: 'large', input_data })).status).toBe(202);
    const claimed = await store.claims.claim(jobOf(await stored('large')), 'w', 'd');
    if (!claimed) throw new Error('not begun');
    const { task } = claimed;
    await store.transitions.complete({ ...refOf(task), fence: task.fence, worker: 'w' }, {}, [
      { path: '/share/a.srt', bytes: 8 },
    ]);
    await waitFor('the refusal', async () => (await submit(key.text, { input_data })).status === 429);
    expect(await upload(key.text)).toBeUndefined();
    expect((await ask('DELETE', '/v1/tasks/large', key.text)).status).toBe(200);
    expect(await upload(key.text)).toEqual(expect.any(String));
    await waitFor('the room', async () => (await submit(key.text, { input_data })).status === 202);
    await made.revoke(key.key.id);
  });

  it('are shown live to those who see them', async () => {
    const watch = (path: string, key: string): SocketClient =>
      new SocketClient(gateway.url + path, { protocols: ['switchyard', `switchyard.key.${key}`] });
    expect(await watch(`/ws/runs/${TASK}/events`, keys.second).untilClosed()).toMatchObject({ code: 4404 });
    expect(await watch(`/ws/runs/${TASK}/events`, keys.first).untilClosed()).toMatchObject({ code: 1000 });
    const streamed = { first: '', second: '' };
    const hungUp = new AbortController();
    const stream = async (who: 'first' | 'second'): Promise<void> => {
      const headers = { authorization: `Bearer ${keys[who]}`, accept: 'text/event-stream' };
      const { body } = await fetch(`${gateway.url}/api/v1/monitor/events`, { headers, signal: hungUp.signal });
      const read = async (): Promise<void> => {
        for await (const chunk of body as unknown as AsyncIterable<Uint8Array>)
          streamed[who] += Buffer.from(chunk).toString();
      };
      void read().catch(() => undefined); // it is hung up at the end
    };
    await Promise.all([stream('first'), stream('second')]);
    const [first, second] = [watch('/ws/monitor', keys.first), watch('/ws/monitor', keys.second)];
    for (const client of [first, second]) await client.until(() => client.of('workflows').length > 0);
    await submit(keys.first, { task_id: 'live' });
    const own = await upload(keys.second);
    await submit(keys.second, { task_id: 'other-live', input_data: { segments_file: own } });
    const events = (client: SocketClient): string => JSON.stringify(client.of('event'));
    await gateway.store.transitions.cancel(await stored('live'), 'test');
    await gateway.store.transitions.cancel(await stored('other-live'), 'test');
    await first.until(() => events(first).includes('cancelled'));
    await second.until(() => events(second).includes('cancelled'));
    const told = (who: 'first' | 'second'): boolean => streamed[who].includes('event: cancelled\n');
    await waitFor('both streams', () => told('first') && told('second'));
    hungUp.abort();
    expect([streamed.first.includes('"live"'), streamed.first.includes('other-live')]).toEqual([true, false]);
    expect([streamed.second.includes('"live"'), streamed.second.includes('"other-live"')]).toEqual([false, true]);
    const seen = JSON.stringify(
      [first.frames, second.frames].map((frames) => frames.filter(({ type }) => type !== 'stats')),
    );
    expect([seen.includes('"live"'), seen.includes('other-live')]).toEqual([true, true]);
    expect(JSON.stringify(first.frames)).not.toContain('other-live');
    expect(JSON.stringify(second.frames)).not.toMatch(new RegExp(`"live"|${TASK}`));
    for (const client of [first, second]) client.end();
  });
});
