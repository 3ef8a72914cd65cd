import { ApiKeys, type Scope } from '@switchyard/api-keys';
import { JobReader, JobStore, planOf, routineOf } from '@switchyard/flows';
import { waitFor } from '@switchyard/testing';
import { RunningGateway } from '../../test/running-gateway';
import { SocketClient } from '../../test/socket-client';

const FLOW = {
  flow_id: 'f',
  routines: {
    a: { type: 'map', config: { value: '$' }, slots: { in: { max_queue_length: 1 } } },
    b: { type: 'collect' },
  },
  connections: ['a -> b'],
};

interface Answer {
  status: number;
  body: { job_id: string; error?: { code: string; details: Record<string, string> } };
}

describe('flows without an engine', () => {
  let gateway: RunningGateway;
  beforeAll(async () => (gateway = await RunningGateway.start()), 60_000);
  afterAll(() => gateway.stop());

  const call = async (method: string, path: string, body?: object, key?: string): Promise<Answer> => {
    const headers = { ...(body && { 'content-type': 'application/json' }), ...(key && { 'x-api-key': key }) };
    const reply = await fetch(`${gateway.url}${path}`, { method, headers, body: body && JSON.stringify(body) });
    return { status: reply.status, body: (await reply.json()) as Answer['body'] };
  };

  it('are stored when they are right, and refused at the place that is wrong', async () => {
    expect(await call('POST', '/api/flows', { flow: FLOW })).toMatchObject({ status: 201, body: { version: 1 } });
    const wrong = { ...FLOW, flow_id: 'w', connections: ['a -> c'] };
    const { status, body } = await call('POST', '/api/flows', { flow: wrong });
    expect([status, body.error?.code, body.error?.details['connections[0]']]).toEqual([
      ...[400, 'INVALID_REQUEST', 'a -> c: there is no routine c'],
    ]);
    expect(await call('POST', '/api/flows/validate', { flow: wrong })).toMatchObject({ body: { valid: false } });
    expect((await call('POST', '/api/flows/validate')).status).toBe(400);
    expect((await call('GET', '/api/flows/w')).status).toBe(404);
  });

  it('have one job for one idempotency key', async () => {
    const request = { flow_id: 'f', idempotency_key: 'k', data: { n: 1 } };
    const [first, again] = [await call('POST', '/api/jobs', request), await call('POST', '/api/jobs', request)];
    expect([first.status, again.status, again.body.job_id]).toEqual([202, 200, first.body.job_id]);
    const other = await call('POST', '/api/jobs', { ...request, data: { n: 2 } });
    expect([other.status, other.body.error?.code]).toEqual([409, 'JOB_CONFLICT']);
  });

  it.each([
    ['a flow that is not there', { flow_id: 'none' }, 404],
    ['a slot that is not there', { flow_id: 'f', slot: 'c' }, 400],
    ['an item that is too large', { flow_id: 'f', data: { text: 'x'.repeat(300_000) } }, 400],
  ])('refuse a job with %s', async (_what, request, status) => {
    expect((await call('POST', '/api/jobs', request)).status).toBe(status);
  });

  it('tell over a WebSocket how a job is doing, and of its end', async () => {
    const { body } = await call('POST', '/api/jobs', { flow_id: 'f' });
    const client = new SocketClient(`${gateway.url}/ws/jobs/${body.job_id}/monitor`);
    await client.until(() => client.frames.length === 2);
    expect(client.frames).toMatchObject([
      {
        type: 'snapshot',
        data: { routines: { a: { queue_status: [{ is_full: true, pressure_level: 'critical' }] } } },
      },
      { type: 'job_started', data: { job_id: body.job_id } },
    ]);
    await call('POST', `/api/jobs/${body.job_id}/cancel`);
    expect(await client.untilClosed()).toMatchObject({ code: 1000 });
    expect(client.frames.at(-1)).toMatchObject({ type: 'job_failed', data: { job_status: 'cancelled' }, seq: 3 });
    const resumed = new SocketClient(`${gateway.url}/ws/jobs/${body.job_id}/monitor?from_seq=2`);
    await resumed.untilClosed();
    expect(resumed.frames.map(({ type }) => type)).toEqual(['snapshot', 'job_failed']);
    const run = await call('GET', `/api/v1/monitor/workflows/flow/${body.job_id}`);
    expect(run.body).toMatchObject({ type: 'flow', name: 'f', state: 'cancelled', event_count: 3, progress: 100 });
    const { body: stats } = await call('GET', '/api/v1/monitor/stats');
    expect(stats).toMatchObject({ workflows_by_type: { flow: 2 }, runs: { cancelled: 1, running: 1 } });
  });

  it('tell that a routine is active while an engine lives that runs it, and no longer', async () => {
    const { body } = await call('POST', '/api/jobs', { flow_id: 'f' });
    const reader = gateway.app.get(JobReader, { strict: false });
    const plan = planOf(await reader.require(body.job_id));
    const routine = routineOf(plan.flow, 'a');
    if (!routine) throw new Error('the flow has no routine a');
    const times = { eventsMax: 100, stateTtlMs: 60_000, leaseMs: 60_000 };
    const engine = new JobStore(reader.redis, reader.keys, times, { add: () => Promise.resolve() });
    expect(await engine.begin(plan, routine, 'dies', 'hint')).toMatchObject({ begun: true });
    const client = new SocketClient(`${gateway.url}/ws/jobs/${body.job_id}/monitor`);
    const active = { type: 'routine_status_change', data: { routine_id: 'a', is_active: false } };
    await client.until(() => client.frames.length > 0);
    expect(client.frames[0]).toMatchObject({ data: { routines: { a: { execution_status: { is_active: true } } } } });
    await reader.redis.zadd(reader.keys.flowJobPart(body.job_id, 'acts'), 'XX', 1, 'a 1'); // its last sign of life is long ago
    await client.until(() => client.frames.some(({ type }) => type === active.type));
    expect(client.frames.find(({ type }) => type === active.type)).toMatchObject(active);
    client.end();
  });

  it('keep their jobs when they are deleted, and begin no more', async () => {
    await call('POST', '/api/flows', { flow: { ...FLOW, flow_id: 'deleted' } });
    const { body } = await call('POST', '/api/jobs', { flow_id: 'deleted' });
    expect((await call('DELETE', '/api/flows/deleted')).status).toBe(200);
    const refused = await call('POST', '/api/jobs', { flow_id: 'deleted' });
    expect([refused.status, refused.body.error?.code]).toEqual([404, 'FLOW_NOT_FOUND']);
    const routines = [{ routine_id: 'a' }, { routine_id: 'b' }];
    const state = await call('GET', `/api/jobs/${body.job_id}/state`);
    expect(state).toMatchObject({ status: 200, body: { flow_id: 'deleted', status: 'running', routines } });
  });

  it('and jobs of another API key are not there', async () => {
    const keys = gateway.app.get(ApiKeys, { strict: false });
    const make = async (name: string): Promise<string> => {
      const scopes: Scope[] = ['submit', 'read'];
      return (await keys.create({ name, scopes, sees_all: false, expires_at: null })).text;
    };
    const [own, other] = [await make('own'), await make('other')];
    const known = async (key?: string): Promise<number> => (await call('GET', '/api/flows', undefined, key)).status;
    await waitFor('the last key', async () => (await known()) === 401 && (await known(other)) === 200);
    await call('POST', '/api/flows', { flow: { ...FLOW, flow_id: 'mine' } }, own);
    const { body } = await call('POST', '/api/jobs', { flow_id: 'mine' }, own);
    const statuses = async (key: string): Promise<number[]> =>
      Promise.all(
        ['/api/flows/mine', `/api/jobs/${body.job_id}`, `/api/jobs/${body.job_id}/trace`].map(
          async (path) => (await call('GET', path, undefined, key)).status,
        ),
      );
    expect([await statuses(own), await statuses(other)]).toEqual([
      [200, 200, 200],
      [404, 404, 404],
    ]);
    expect((await call('POST', '/api/flows', { flow: { ...FLOW, flow_id: 'mine' } }, other)).status).toBe(409);
  });
});
