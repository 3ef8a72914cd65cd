import { once } from 'node:events';
import { ApiKeys, type Scope } from '@switchyard/api-keys';
import { Keys } from '@switchyard/redis';
import { waitFor } from '@switchyard/testing';
import { RunningGateway } from '../../test/running-gateway';
import { SocketClient } from '../../test/socket-client';

interface Answer {
  status: number;
  body: {
    error?: { code: string; details: Record<string, string> };
    task?: { task_id: string; lease: string };
    [field: string]: unknown;
  };
}

describe('the routes of idle machines', () => {
  let gateway: RunningGateway;
  const clients: SocketClient[] = [];

  beforeAll(async () => {
    gateway = await RunningGateway.start();
  }, 60_000);
  afterAll(async () => {
    clients.forEach((client) => client.end());
    await gateway.stop();
  });

  const ask = async (method: string, path: string, body?: unknown, headers = {}): Promise<Answer> => {
    const reply = await fetch(gateway.url + path, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await reply.text();
    return { status: reply.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
  };
  const submit = async (more = {}): Promise<string> =>
    (await ask('POST', '/tasks', { code: 'print(1)', ...more })).body['task_id'] as string;
  const beat = (node_id: string, more = {}, headers = {}): Promise<Answer> =>
    ask(
      'POST',
      '/internal/heartbeat',
      {
        ...{ node_id, status: 'idle', resources: { cpu_cores: 4, memory_mb: 8192 } },
        ...{ current_load: { cpu_percent: 3, memory_percent: 40 }, ...more },
      },
      headers,
    );
  /** Their requests count for a while after their end. */
  const leave = async (...nodes: string[]): Promise<void> => {
    for (const node of nodes) await beat(node, { status: 'offline' });
  };
  const request = (node: string, wait = 0): Promise<Answer> =>
    ask('GET', `/internal/task/request?node_id=${node}&wait=${wait}`);
  const report = (task: { task_id: string; lease: string } | undefined, more = {}): Promise<Answer> =>
    ask('POST', '/internal/task/result', {
      ...{ task_id: task?.task_id, lease: task?.lease, status: 'success' },
      ...{ result: 'hello\n', execution_time: 0.5, error_message: null, ...more },
    });

  it('tell programs what this is and lead browsers to the pages', async () => {
    const { status, body } = await ask('GET', '/');
    expect([status, body]).toEqual([
      200,
      { service: 'switchyard', status: 'running', version: '0.1.0', queue_size: 0, idle_nodes: 0 },
    ]);
    const page = await fetch(`${gateway.url}/`, { redirect: 'manual', headers: { accept: 'text/html,*/*' } });
    expect([page.status, page.headers.get('location')]).toEqual([302, '/web']);
  });

  it('lead a task from its sender to a node and back, and tell everyone who listens', async () => {
    const updates = new SocketClient(`${gateway.url}/ws/updates`);
    clients.push(updates);
    await once(updates.socket, 'open');
    await waitFor(
      'the subscription',
      async () => (await gateway.redisClient.pubsub('NUMSUB', 'node_updates'))[1] === 1,
    );
    const accepted = await ask('POST', '/tasks', { code: 'print("hello")', resources: { cpu: 2 } });
    expect(accepted).toMatchObject({ status: 202, body: { status: 'queued', estimated_wait: null } });
    const id = accepted.body['task_id'] as string;
    expect((await ask('GET', `/tasks/${id}`)).body).toMatchObject({ status: 'queued', position: 1, result: null });
    expect((await ask('GET', '/tasks?status=pending')).body).toMatchObject({ total: 1, tasks: [{ task_id: id }] });
    expect(await beat('n1', { platform: 'linux x64' })).toMatchObject({
      status: 200,
      body: { status: 'ok', task_id: null },
    });
    const { body } = await request('n1');
    expect(body).toMatchObject({
      has_task: true,
      task: { task_id: id, code: 'print("hello")', timeout: 300, cpu: 2, memory: 512, reason: 'new_node_priority' },
    });
    expect((await beat('n1', { status: 'busy' })).body['task_id']).toBe(id);
    expect((await report({ ...body.task!, lease: 'x' })).status).toBe(409);
    expect(await report(body.task)).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect((await report(body.task, { result: 'other' })).status).toBe(200);
    expect((await ask('GET', `/tasks/${id}`)).body).toMatchObject({
      ...{ status: 'completed', result: 'hello\n', truncated: false, executed_on: 'n1', execution_time: 0.5 },
      ...{ error_message: null, completed_at: expect.any(String), chosen: { score: { newcomer: 20 } } },
    });
    expect((await ask('GET', '/nodes/n1')).body).toMatchObject({ platform: 'linux x64', completed_tasks: 1 });
    expect((await ask('GET', '/nodes')).body).toMatchObject({
      total_nodes: 1,
      nodes: [{ node_id: 'n1', resources: { cpu_cores: 4, memory_mb: 8192 } }],
    });
    expect((await ask('GET', '/stats')).body).toMatchObject({
      time_period: 'last_hour',
      tasks: { total: 1, completed: 1, failed: 0, avg_time: 0.5 },
      throughput: { tasks_per_hour: 1 },
    });
    expect((await ask('GET', '/stats/nodes/top')).body).toMatchObject({
      nodes: [{ node_id: 'n1', completed_tasks: 1 }],
    });
    await updates.until(() => updates.frames.length >= 4);
    expect(updates.frames).toEqual([
      { event: 'task_created', data: { task_id: id, status: 'queued', node_id: null } },
      { event: 'node_joined', data: { node_id: 'n1', status: 'idle' } },
      { event: 'task_started', data: { task_id: id, status: 'running', node_id: 'n1' } },
      { event: 'task_completed', data: { task_id: id, status: 'completed', node_id: 'n1' } },
    ]);
    const run = await ask('GET', `/api/v1/monitor/workflows/code/${id}`);
    expect(run.body).toMatchObject({ type: 'code', state: 'completed', node_id: 'n1', event_count: 4 });
    expect((run.body['events'] as { type: string }[]).map(({ type }) => type)).toEqual([
      ...['created', 'queued', 'started', 'completed'],
    ]);
  });

  it('hold a request until there is a task, for the node that waits first', async () => {
    await beat('w1');
    await beat('w2');
    const first = request('w1', 20);
    await waitFor('the first', async () => (await ask('GET', '/stats/nodes/queue')).body['total_nodes_in_queue'] === 1);
    const second = request('w2', 0.3);
    const id = await submit();
    expect((await first).body.task?.task_id).toBe(id);
    expect((await second).body).toEqual({ has_task: false, wait_time: 30 });
    await report((await first).body.task);
    await leave('n1', 'w1', 'w2');
  });

  it('put a node whose request was given up out of the queue', async () => {
    await beat('w3');
    const gone = new AbortController();
    const asked = fetch(`${gateway.url}/internal/task/request?node_id=w3&wait=30`, { signal: gone.signal });
    const waits = async (): Promise<boolean> =>
      ((await ask('GET', '/stats/nodes/queue')).body['nodes'] as { node_id: string }[]).some(
        ({ node_id }) => node_id === 'w3',
      );
    await waitFor('its place', waits);
    gone.abort();
    await expect(asked).rejects.toThrow();
    await waitFor('its end', async () => !(await waits()));
    await leave('w3');
  });

  /** As if it had given no sign of life for too long, while gateways looked. */
  const silence = async (node: string): Promise<void> => {
    const keys = new Keys();
    await gateway.redisClient.hset(keys.nodeWatch, 'grace_until', 1);
    await gateway.redisClient.zadd(keys.nodeDeadlines, 'XX', 1, node);
  };

  it('take the task of a silent node away and refuse its result', async () => {
    const id = await submit();
    await beat('s1');
    const { task } = (await request('s1')).body;
    expect(task?.task_id).toBe(id);
    await waitFor('its end', async () => {
      await silence('s1');
      return (await ask('GET', '/nodes/s1')).body['status'] === 'offline';
    });
    expect(await report(task)).toMatchObject({ status: 409, body: { error: { code: 'TASK_CONFLICT' } } });
    expect((await ask('GET', `/tasks/${id}`)).body).toMatchObject({ status: 'queued', executed_on: null, tries: 1 });
    expect(await ask('POST', `/tasks/${id}/cancel`)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect((await ask('POST', `/tasks/${id}/cancel`)).status).toBe(409);
  });

  it('take a task back from a node that cannot end it', async () => {
    const id = await submit();
    await beat('r1');
    const { task } = (await request('r1')).body;
    const back = { ...task, reason: 'its owner is back' };
    const { task_id, lease, reason } = back as { task_id: string; lease: string; reason: string };
    expect((await ask('POST', '/internal/task/return', { task_id, lease, reason })).status).toBe(200);
    expect((await ask('POST', '/internal/task/return', { task_id, lease, reason })).status).toBe(409);
    expect((await ask('GET', `/tasks/${id}`)).body).toMatchObject({ status: 'queued', tries: 0 });
    await ask('POST', `/tasks/${id}/cancel`);
  });

  it.each<[string, object, string, string]>([
    ['too much code', { code: 'x'.repeat(100_001) }, 'code', 'must have at most 100000 characters'],
    ['no code', { code: '' }, 'code', 'must have at least 1 characters'],
    ['what is no text', { code: 'a\0b' }, 'code', 'must be text: it has a NUL or half a character in it'],
    ['half a character', { code: '\ud800' }, 'code', 'must be text: it has a NUL or half a character in it'],
    ['too long a time', { code: 'x', timeout: 3601 }, 'timeout', 'must not be greater than 3600'],
    ['too many cores', { code: 'x', resources: { cpu: 65 } }, 'resources.cpu', 'must not be greater than 64'],
    ['too little memory', { code: 'x', resources: { memory: 15 } }, 'resources.memory', 'must not be less than 16'],
    ['a list', { code: 'x', resources: [1] }, 'resources', 'must be a JSON object'],
    ['unknown needs', { code: 'x', resources: { gpu: 1 } }, 'resources.gpu', 'is not a field here; known: cpu, memory'],
  ])('refuse %s and store nothing', async (_what, body, field, word) => {
    const { total } = (await ask('GET', '/tasks')).body;
    const refused = await ask('POST', '/tasks', body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'INVALID_REQUEST' } } });
    expect(refused.body.error?.details).toEqual({ [field]: word });
    expect((await ask('GET', '/tasks')).body['total']).toBe(total);
  });

  it('say what is not there', async () => {
    for (const [path, code] of [
      ['/tasks/none', 'TASK_NOT_FOUND'],
      ['/nodes/none', 'NODE_NOT_FOUND'],
      ['/internal/task/request?node_id=none', 'NODE_NOT_FOUND'],
    ])
      expect(await ask('GET', path ?? '')).toMatchObject({ status: 404, body: { error: { code } } });
    expect(await report({ task_id: 'none', lease: 'x' })).toMatchObject({ status: 404 });
  });

  it.each<[string, object, string]>([
    ['more cores than any machine has', { cpu_cores: 5000, memory_mb: 1024 }, 'resources.cpu_cores'],
    ['less memory than none', { cpu_cores: 1, memory_mb: -1 }, 'resources.memory_mb'],
    ['no number of cores', { cpu_cores: 'all', memory_mb: 1024 }, 'resources.cpu_cores'],
  ])('refuse a node that says it has %s', async (_what, resources, field) => {
    const refused = await beat('liar', { resources });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'INVALID_REQUEST' } } });
    expect(Object.keys(refused.body.error?.details ?? {})).toEqual([field]);
    expect((await ask('GET', '/nodes/liar')).status).toBe(404);
  });

  it('give a node that says it has less than before no more than that', async () => {
    await beat('shrunk', { resources: { cpu_cores: 64, memory_mb: 65_536 } });
    const id = await submit({ resources: { cpu: 32, memory: 32_768 } });
    await beat('shrunk', { resources: { cpu_cores: 1, memory_mb: 1024 } });
    expect((await request('shrunk')).body).toMatchObject({ has_task: false });
    await ask('POST', `/tasks/${id}/cancel`);
    await leave('shrunk');
  });

  it('serve others while a node floods it with signs of life, which make it one node still', async () => {
    const flood = Array.from({ length: 500 }, () => beat('flood'));
    const id = await submit();
    await beat('calm');
    const { task } = (await request('calm')).body;
    expect(task?.task_id).toBe(id);
    expect((await report(task)).status).toBe(200);
    expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([200]));
    const { nodes } = (await ask('GET', '/nodes')).body as unknown as { nodes: { node_id: string }[] };
    expect(nodes.filter(({ node_id }) => node_id === 'flood')).toHaveLength(1);
    await leave('calm', 'flood');
  });

  it('keep the first megabyte of a result and refuse one of a hundred', async () => {
    await submit();
    await beat('big');
    const { task } = (await request('big')).body;
    const huge = await report(task, { result: 'x'.repeat(100_000_000) });
    expect(huge).toMatchObject({ status: 413, body: { error: { code: 'PAYLOAD_TOO_LARGE' } } });
    expect((await report(task, { result: 'é'.repeat(600_000) })).status).toBe(200);
    const { body } = await ask('GET', `/tasks/${task?.task_id}`);
    expect([(body['result'] as string).length, body['truncated']]).toEqual([524_288, true]);
  });

  describe('with keys', () => {
    const make = async (name: string, scopes: Scope[]): Promise<Record<string, string>> => {
      const { text } = await gateway.app.get(ApiKeys).create({ name, scopes, sees_all: false, expires_at: null });
      return { authorization: `Bearer ${text}` };
    };

    it('ask for the scope of each route, and tie a node to its key', async () => {
      const [sender, other] = [await make('sender', ['code', 'read']), await make('other', ['code', 'read'])];
      const [node, thief] = [await make('node', ['node']), await make('thief', ['node'])];
      await waitFor('the last key', async () => (await ask('GET', '/tasks', undefined, thief)).status === 403);
      expect((await ask('GET', '/')).status).toBe(200);
      const body = { code: 'print(2)' };
      expect((await ask('POST', '/tasks', body, node)).status).toBe(403);
      const id = (await ask('POST', '/tasks', body, sender)).body['task_id'] as string;
      expect((await ask('GET', `/tasks/${id}`, undefined, sender)).status).toBe(200);
      expect((await ask('GET', `/tasks/${id}`, undefined, other)).status).toBe(404);
      expect((await ask('GET', '/tasks', undefined, other)).body).toMatchObject({ total: 0, tasks: [] });
      expect((await beat('k1', {}, sender)).status).toBe(403);
      expect((await beat('k1', {}, node)).status).toBe(200);
      expect((await beat('k1', {}, thief)).status).toBe(403);
      expect((await beat('k2', {}, node)).status).toBe(403);
      const { task } = (await ask('GET', '/internal/task/request?node_id=k1', undefined, node)).body;
      const result = { task_id: task?.task_id, lease: task?.lease, status: 'success', result: '2' };
      expect((await ask('POST', '/internal/task/result', result, thief)).status).toBe(409);
      expect((await ask('POST', '/internal/task/result', result, node)).status).toBe(200);
      expect((await ask('GET', `/tasks/${id}`, undefined, sender)).body['result']).toBe('2');
    });
  });
});
