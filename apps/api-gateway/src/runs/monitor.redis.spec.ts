import { generateSubtitleFilesTask } from '@switchyard/contracts';
import type { StoredTask } from '@switchyard/task-store';
import { waitFor } from '@switchyard/testing';
import { RunningGateway } from '../../test/running-gateway';
import { SocketClient, type Frame } from '../../test/socket-client';
import { MERGE_MS } from './monitor-feed';

interface RunsFrame {
  items: { id: string; state: string; event_count: number }[];
  removed: { id: string }[];
}

describe('the view of everything over WebSocket', () => {
  let gateway: RunningGateway;
  let tasks = 0;
  const clients: SocketClient[] = [];

  beforeAll(async () => {
    gateway = await RunningGateway.start();
  }, 60_000);
  afterAll(() => gateway.stop());
  afterEach(() => clients.splice(0).forEach((client) => client.end()));

  const submit = async (): Promise<StoredTask> => {
    const taskId = `m${(tasks += 1)}`;
    const ref = {
      taskId,
      workflowId: taskId,
      taskName: generateSubtitleFilesTask.name,
      queue: 'wservice',
      priority: 5,
    };
    const rest = { input: {}, request: {}, maxAttempts: 1, timeoutSeconds: 60 };
    const { task } = await gateway.store.transitions.create({ ...ref, ...rest }, 'test');
    await note(task, 0);
    return task;
  };
  const note = (task: StoredTask, n: number): Promise<unknown> =>
    gateway.store.transitions.note({ taskId: task.task_id, fence: task.fence, worker: 'w' }, 'output', { n });
  /** A client that has its snapshot. */
  const watch = async (): Promise<SocketClient> => {
    const client = new SocketClient(`${gateway.url}/ws/monitor`);
    clients.push(client);
    await client.until(() => client.frames.length >= 4);
    return client;
  };
  const runsIn = ({ data }: Frame): RunsFrame => data as unknown as RunsFrame;
  const lastOf = (client: SocketClient, id: string) =>
    client
      .of('workflows')
      .flatMap((frame) => runsIn(frame).items)
      .findLast((run) => run.id === id);

  it('begins with a snapshot', async () => {
    const { task_id } = await submit();
    const frames = (await watch()).frames.slice(0, 4);
    expect(frames.map(({ type }) => type)).toEqual(['workflows', 'stats', 'lock', 'node']);
    const [runs, stats, locks, workers] = frames.map(({ data }) => data);
    expect(runs).toMatchObject({ snapshot: true, items: [{ id: task_id, state: 'pending' }], total: 1 });
    expect(stats).toEqual(await (await fetch(`${gateway.url}/api/v1/monitor/stats`)).json().then(sameAge(stats)));
    expect([locks, workers]).toEqual([{ gpus: [] }, { workers: [], total: 0 }]);
  });

  it('goes on with runs, events and figures that change', async () => {
    const client = await watch();
    const first = await submit(); // once it is seen, announcements are heard
    await client.until(() => lastOf(client, first.task_id)?.event_count === 3);
    const task = await submit();
    await client.until(() => lastOf(client, task.task_id)?.event_count === 3);
    await gateway.store.transitions.cancel(task, 'test');
    await client.until(() => lastOf(client, task.task_id)?.state === 'cancelled');
    const events = (): unknown[] =>
      client
        .of('event')
        .flatMap(({ data }) => data['events'] as { run_id: string }[])
        .filter(({ run_id }) => run_id === task.task_id);
    await client.until(() => events().length === 2);
    expect(events()).toMatchObject([
      { run_type: 'task', seq: 3, type: 'output' },
      { run_type: 'task', seq: 4, type: 'cancelled' },
    ]);
    await client.until(() =>
      client.of('stats').some(({ data }) => (data['tasks'] as { cancelled: number }).cancelled === 1),
    );
    const ended = await gateway.store.read.get(task.task_id);
    await gateway.store.transitions.remove(ended ?? task);
    await client.until(() => client.of('workflows').some((frame) => runsIn(frame).removed?.[0]?.id === task.task_id));
  });

  it('merges a burst into a few frames that end with how things are', async () => {
    const client = await watch();
    const first = await submit(); // once it is seen, announcements are heard
    await client.until(() => lastOf(client, first.task_id)?.event_count === 3);
    await client.until(() => client.of('event').length === 1); // its own frame comes after that of the run
    const sent = (): number => Math.max(...['workflows', 'event'].map((type) => client.of(type).length));
    const [before, began] = [sent(), performance.now()];
    const task = await submit();
    await Promise.all(Array.from({ length: 2000 }, (_none, n) => note(task, n)));
    await client.until(() => lastOf(client, task.task_id)?.event_count === 2003);
    const counted = (): number => {
      const seen = client
        .of('event')
        .slice(1)
        .map(({ data }) => data as unknown as { events: unknown[]; left_out: number });
      return seen.reduce((sum, { events, left_out }) => sum + events.length + left_out, 0);
    };
    await client.until(() => counted() >= 2001);
    expect(counted()).toBe(2001);
    const turns = Math.floor((performance.now() - began) / MERGE_MS) + 2; // with those that had begun and that go on
    expect(sent() - before).toBeLessThanOrEqual(turns);
  });

  it('has one connection of subscriptions, however many clients there are', async () => {
    const { task_id } = await submit();
    await Promise.all(Array.from({ length: 20 }, () => watch()));
    for (let n = 0; n < 20; n += 1) clients.push(new SocketClient(`${gateway.url}/ws/runs/${task_id}/events`));
    await Promise.all(clients.slice(20).map((client) => client.until(() => client.frames.length === 3)));
    const list = (await gateway.store.redis.client('LIST', 'TYPE', 'PUBSUB')) as string;
    expect(list.trim().split('\n')).toHaveLength(1);
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    expect(metrics).toContain('websocket_clients{path="/ws/monitor"} 20');
    expect(metrics).toContain('websocket_clients{path="/ws/runs/:id/events"} 20');
    expect(metrics).toContain('heartbeats_late 0');
  });

  it('says that Redis is away, once, and begins anew when it is back', async () => {
    const client = await watch();
    await gateway.redis.kill();
    await client.until(() => client.of('error').length === 1);
    await gateway.redis.run();
    await waitFor('Redis', () => gateway.store.redis.status === 'ready');
    await client.until(() => client.of('workflows').filter(({ data }) => data['snapshot']).length >= 2);
    expect(client.of('error')).toMatchObject([{ data: { code: 'RESOURCE_UNAVAILABLE' } }]);
    const task = await submit();
    await client.until(() => lastOf(client, task.task_id) !== undefined);
  });
});

/** The age of what waits passes between two looks. */
const sameAge =
  (stats: unknown) =>
  (found: unknown): unknown => ({ ...(found as object), queues: (stats as { queues: unknown }).queues });
