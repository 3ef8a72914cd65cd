import { Keys, RedisConnection } from '@switchyard/redis';
import { SettableClock, TestRedis, seededRandom } from '@switchyard/testing';
import { CodeTasks } from './code-tasks';
import { compareNodes } from './fair-queue';
import { NodeDesk, type GivenTask, type Heartbeat, type NodeKey, type Outcome } from './node-desk';
import { Nodes } from './nodes';
import { NodeScripts } from './script';

const RULES = { timeoutMs: 120_000, ttlMs: 60_000, mostNodes: 300 };
const LONG_MS = 3_600_000;

describe('code tasks and nodes in Redis', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let clock: SettableClock;
  let tasks: CodeTasks;
  let nodes: Nodes;
  let desk: NodeDesk;
  let updates: string[];
  let installations = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  }, 60_000);
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });
  beforeEach(async () => {
    clock = new SettableClock(connection.client);
    const keys = new Keys(`i${(installations += 1)}:`);
    const scripts = new NodeScripts(clock.client, keys);
    tasks = new CodeTasks(scripts, RULES.ttlMs);
    nodes = new Nodes(scripts);
    desk = new NodeDesk(scripts, RULES);
    updates = [];
    connection.subscriber.removeAllListeners('message');
    connection.subscriber.on('message', (channel, text: string) => {
      if (channel !== keys.nodeUpdates) return; // of a test before
      const { event, data } = JSON.parse(text) as { event: string; data: { task_id?: string; node_id?: string } };
      updates.push(`${event} ${data.task_id ?? data.node_id}`);
    });
    await connection.subscriber.subscribe(keys.nodeUpdates);
    await desk.watch();
    await clock.shift(RULES.timeoutMs + 1); // past the grace period of the first look
    await desk.watch();
    await clock.shift(20_000);
  });

  const submit = (id: string, needs: { cpu?: number; memoryMb?: number } = {}): Promise<number> =>
    tasks.submit({ id, code: 'print(1)', timeoutSeconds: 300, cpu: 1, memoryMb: 512, producer: 'test', ...needs });
  const beat = (node: string, more: Partial<Heartbeat> = {}, key?: NodeKey) =>
    desk.heartbeat(
      { node, status: 'idle', cpuCores: 4, memoryMb: 8192, cpuPercent: 1, memoryPercent: 20, ...more },
      key,
    );
  const ask = (node: string, key?: NodeKey) => desk.request(node, LONG_MS, key);
  const take = async (node: string): Promise<GivenTask> => {
    const given = await ask(node);
    if (!given || 'refused' in given) throw new Error(`${node} got nothing`);
    return given;
  };
  const outcome = ({ id, lease }: GivenTask, more: Partial<Outcome> = {}): Outcome => ({
    ...{ task: id, lease, status: 'completed', result: '1\n', truncated: false, executionMs: 1500, error: '' },
    ...more,
  });
  /** Looks as often as gateways do, until a time has passed. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 20_000) {
      await clock.shift(Math.min(left, 20_000));
      await desk.watch();
    }
  };
  const statusOf = async (id: string): Promise<string | undefined> => (await tasks.get(id))?.status;
  const typesOf = async (id: string): Promise<string[]> => (await tasks.events(id, 0, 100)).map(({ type }) => type);

  describe('whose results are compared', () => {
    const submitChecked = (check: { agree: number; of: number }): Promise<number> =>
      tasks.submit({ ...{ id: 'c', code: '1', timeoutSeconds: 300, cpu: 1, memoryMb: 512, producer: 'test' }, check });
    const tell = async (node: string, result: string): Promise<Outcome> => {
      await beat(node);
      const told = outcome(await take(node), { result });
      expect(await desk.result(told)).toBe('recorded');
      return told;
    };

    it('run on one node after the other until enough of them say the same, and on none twice', async () => {
      await submitChecked({ agree: 2, of: 3 });
      const first = await tell('n1', '1\n');
      expect(await tasks.get('c')).toMatchObject({ status: 'queued', check: { agree: 2, of: 3, results: 1 } });
      expect(await desk.result(first)).toBe('again');
      expect(await ask('n1')).toBeUndefined();
      await tell('liar', '2\n');
      expect(await ask('n1')).toBeUndefined();
      await submit('other');
      expect(await take('n1')).toMatchObject({ id: 'other' });
      await tell('n2', '1\n');
      expect(await tasks.get('c')).toMatchObject({
        status: 'completed',
        result: '1\n',
        check: { results: 3 },
        tries: 1,
      });
      expect(await typesOf('c')).toEqual([
        ...['created', 'queued', 'started', 'progress', 'started', 'progress', 'started', 'completed'],
      ]);
    });

    it('fail as soon as too few can be equal, and go past nodes that wait and have run them', async () => {
      await submitChecked({ agree: 2, of: 2 });
      await tell('n1', '1\n');
      expect(await ask('n1')).toBeUndefined();
      await tell('n2', '2\n');
      expect(await tasks.get('c')).toMatchObject({
        ...{ status: 'failed', result: '', error: '2 nodes did not give 2 equal results' },
      });
    });
  });

  it('lead a task from its submission to its result, and tell of it', async () => {
    expect(await submit('a')).toBe(0);
    expect(await submit('b')).toBe(1);
    expect([await submit('a'), await submit('b')]).toEqual([0, 1]); // as after a connection was cut
    await beat('n1');
    const given = await take('n1');
    expect(given).toMatchObject({ id: 'a', code: 'print(1)', reason: 'new_node_priority', priority: 'high' });
    expect(await nodes.get('n1')).toMatchObject({ status: 'busy', task: 'a' });
    expect(await desk.result(outcome(given))).toBe('recorded');
    expect(await tasks.get('a')).toMatchObject({
      ...{ status: 'completed', result: '1\n', node: 'n1', executionMs: 1500 },
      ...{ tries: 1, choice: { reason: 'new_node_priority' } },
    });
    expect(await nodes.get('n1')).toMatchObject({ completedTasks: 1, computeMs: 1500, task: undefined });
    expect((await nodes.top(5)).map(({ id }) => id)).toEqual(['n1']);
    await submit('a');
    expect(await statusOf('a')).toBe('completed');
    const events = await tasks.events('a', 0, 100);
    expect(events.map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      '1 created',
      '2 queued',
      '3 started',
      '4 completed',
    ]);
    const ended = await tasks.ends.minutes(2, await clock.nowMs()); // a minute may have begun since
    expect(ended.map(({ succeeded }) => succeeded).sort()).toEqual([0, 1]);
    expect(ended.map(({ succeededMs }) => succeededMs).sort()).toEqual([0, 1500]);
    await connection.subscriber.ping();
    expect(updates).toEqual([
      'task_created a',
      'task_created b',
      'node_joined n1',
      'task_started a',
      'task_completed a',
    ]);
  });

  it('give a task to a node that waits, and to one only', async () => {
    await beat('n1');
    await beat('n2');
    expect(await ask('n1')).toBeUndefined();
    await clock.shift(1000);
    expect(await ask('n2')).toBeUndefined();
    await submit('a');
    expect(await ask('n2')).toBeUndefined();
    expect(await take('n1')).toMatchObject({ id: 'a' });
  });

  it('choose as the fair queue says, whatever the nodes have done and however long they wait', async () => {
    const random = seededRandom(7);
    const all = Array.from({ length: 30 }, (_none, at) => `n${at}`);
    for (const node of all) {
      const completedTasks = Math.floor(random() * 25);
      await beat(node);
      for (let done = 0; done < completedTasks; done += 1) {
        await submit(`${node}-${done}`);
        await desk.result(outcome(await take(node)));
      }
    }
    for (const node of all) {
      await clock.shift(Math.floor(random() * 30_000));
      await ask(node);
    }
    const queue = await nodes.queue(100, await clock.nowMs());
    expect(queue.total).toBe(30);
    const order = [...queue.nodes].sort(compareNodes).map(({ id }) => id);
    expect(queue.nodes.map(({ id }) => id)).toEqual(order);
    for (const at of all.keys()) await submit(`t${at}`);
    const nodesOfTasks = (await tasks.many(all.map((_node, at) => `t${at}`))).map(({ node }) => node);
    expect(nodesOfTasks).toEqual(order);
  });

  it('match what a task needs with what a node has', async () => {
    await beat('small', { cpuCores: 1, memoryMb: 600 });
    await beat('large', { cpuCores: 16, memoryMb: 32_768 });
    await ask('small');
    await submit('heavy', { cpu: 4, memoryMb: 9000 });
    await submit('light', { cpu: 0.5, memoryMb: 512 });
    expect(await take('small')).toMatchObject({ id: 'light' });
    expect(await take('large')).toMatchObject({ id: 'heavy', cpu: 4, memoryMb: 9000 });
  });

  it('give a task back to the queue when its node is silent, and refuse what that node says later', async () => {
    await beat('n1');
    await submit('a');
    const lost = await take('n1');
    await pass(100_000);
    expect(await statusOf('a')).toBe('running');
    await pass(40_000);
    expect(await statusOf('a')).toBe('queued');
    expect(await nodes.counts()).toEqual({ idle: 0, busy: 0, offline: 1 });
    await beat('n2');
    const again = await take('n2');
    expect(await desk.result(outcome(lost, { result: 'late' }))).toBe('lost');
    expect(await desk.result(outcome(again))).toBe('recorded');
    expect(await tasks.get('a')).toMatchObject({ result: '1\n', node: 'n2', tries: 2 });
    expect(await desk.result(outcome(lost, { result: 'late' }))).toBe('lost');
    expect(await typesOf('a')).toEqual(['created', 'queued', 'started', 'orphaned', 'started', 'completed']);
  });

  it('refuse a result under an expired lease also before the silence is noticed', async () => {
    await beat('n1');
    await submit('a');
    const late = await take('n1');
    for (let at = 0; at < 5; at += 1) {
      await desk.watch();
      await clock.shift(25_000);
    }
    expect(await desk.result(outcome(late))).toBe('lost');
  });

  it('give up after three tries', async () => {
    await submit('a');
    for (const node of ['n1', 'n2', 'n3']) {
      await beat(node);
      await take(node);
      await pass(140_000);
    }
    expect(await tasks.get('a')).toMatchObject({
      status: 'failed',
      tries: 3,
      error: expect.stringContaining('3 tries'),
    });
    expect(await nodes.counts()).toEqual({ idle: 0, busy: 0, offline: 3 });
  });

  it('record a result once, however often and by whomever it is sent', async () => {
    await beat('n1', {}, { id: 'k1', isAdmin: false });
    await submit('a');
    const given = (await ask('n1', { id: 'k1', isAdmin: false })) as GivenTask;
    expect(await desk.result({ ...outcome(given), lease: '1-forged' })).toBe('lost');
    expect(await desk.result(outcome(given), { id: 'k2', isAdmin: false })).toBe('lost');
    expect(await desk.result({ ...outcome(given), task: 'unknown' })).toBe('none');
    const key = { id: 'k1', isAdmin: false };
    const all = await Promise.all([1, 2, 3].map((n) => desk.result(outcome(given, { result: `${n}` }), key)));
    expect(all.sort()).toEqual(['again', 'again', 'recorded']);
    expect((await nodes.get('n1'))?.completedTasks).toBe(1);
  });

  it('let a key speak for its node only', async () => {
    await beat('n1', {}, { id: 'k1', isAdmin: false });
    expect(await beat('n1', {}, { id: 'k2', isAdmin: false })).toEqual({ refused: 'foreign' });
    expect(await beat('n2', {}, { id: 'k1', isAdmin: false })).toEqual({ refused: 'other', node: 'n1' });
    expect(await ask('n1', { id: 'k2', isAdmin: false })).toEqual({ refused: 'foreign' });
    expect(await ask('n9')).toEqual({ refused: 'unknown' });
  });

  it('offer a task elsewhere when the node it was promised to does not fetch it', async () => {
    await beat('gone');
    await ask('gone');
    await submit('a');
    await beat('here');
    expect(await ask('here')).toBeUndefined();
    await pass(40_000);
    expect(await take('here')).toMatchObject({ id: 'a' });
    expect(await tasks.get('a')).toMatchObject({ tries: 1 });
  });

  it('take a node that hung up out of the queue without its place', async () => {
    await beat('n1');
    const askedAt = await clock.nowMs();
    await ask('n1');
    await clock.shift(30_000);
    await desk.leave('n1');
    await submit('a');
    expect(await statusOf('a')).toBe('queued');
    expect((await tasks.get('a'))?.node).toBeUndefined();
    const { wait } = (await take('n1')).score;
    expect(wait).toBeGreaterThanOrEqual(6); // a point for each 5 s
    expect(wait).toBeLessThanOrEqual(((await clock.nowMs()) - askedAt) / 5000);
  });

  it('take a task back without a try, from a node whose owner came back or that shuts down', async () => {
    await beat('n1');
    await submit('a');
    const given = await take('n1');
    expect(await desk.giveBack('a', given.lease, 'its owner is back')).toBe('returned');
    expect(await desk.giveBack('a', given.lease, 'again')).toBe('lost');
    expect(await tasks.get('a')).toMatchObject({ status: 'queued', tries: 0 });
    await take('n1');
    await beat('n1', { status: 'offline' });
    expect(await tasks.get('a')).toMatchObject({ status: 'queued', tries: 0 });
    expect(await nodes.get('n1')).toMatchObject({ status: 'offline' });
  });

  it('tell the same task to a node that asks again, three times at most', async () => {
    await beat('n1');
    await submit('a');
    const first = await take('n1');
    expect(await take('n1')).toMatchObject({ id: 'a', lease: first.lease });
    expect(await take('n1')).toMatchObject({ id: 'a' });
    expect(await ask('n1')).toBeUndefined();
    expect(await statusOf('a')).toBe('failed');
  });

  it('take a task from a node that says for a while that it does not run it', async () => {
    await beat('n1');
    await submit('a');
    await take('n1');
    expect(await beat('n1', { running: null })).toMatchObject({ task: 'a' });
    await pass(16_000);
    expect(await beat('n1', { running: 'a' })).toMatchObject({ task: 'a' });
    expect(await beat('n1', { running: null })).toMatchObject({ task: undefined });
    expect(await tasks.get('a')).toMatchObject({ status: 'queued', tries: 1 });
  });

  it('end a task that its node never reports, though it lives', async () => {
    await beat('n1');
    await submit('a');
    const given = await take('n1');
    for (let at = 0; at < 25; at += 1) {
      await pass(20_000);
      await beat('n1', { status: 'busy' });
    }
    expect(await tasks.get('a')).toMatchObject({ status: 'timed_out' });
    expect(await desk.result(outcome(given))).toBe('lost');
  });

  it('cancel a task where it is, and refuse its result', async () => {
    await beat('n1');
    await submit('a');
    await submit('b');
    const given = await take('n1');
    expect(await tasks.cancel('a', 'test')).toBe('cancelled');
    expect(await tasks.cancel('b', 'test')).toBe('cancelled');
    expect(await tasks.cancel('b', 'test')).toBe('cancelled');
    expect(await desk.result(outcome(given))).toBe('lost');
    expect(await beat('n1', { status: 'busy' })).toMatchObject({ task: undefined });
    expect(await ask('n1')).toBeUndefined();
    expect(await tasks.counts()).toMatchObject({ queued: 0, running: 0, cancelled: 2 });
  });

  it('lose no node while no gateway was there to hear it', async () => {
    await beat('n1');
    await submit('a');
    const given = await take('n1');
    await clock.shift(600_000);
    await desk.watch();
    expect(await statusOf('a')).toBe('running');
    expect(await desk.result(outcome(given))).toBe('recorded');
  });

  it('never give one task to two of many nodes that ask at once', async () => {
    for (let at = 0; at < 40; at += 1) await submit(`t${at}`);
    await Promise.all(Array.from({ length: 60 }, (_none, at) => beat(`n${at}`)));
    const given = await Promise.all(Array.from({ length: 60 }, (_none, at) => ask(`n${at}`)));
    const ids = given.flatMap((one) => (one && 'id' in one ? [one.id] : []));
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });

  it('take no more nodes than they are told, and forget tasks that are over', async () => {
    for (let at = 0; at < RULES.mostNodes; at += 1) await beat(`n${at}`);
    expect(await beat('one more')).toEqual({ refused: 'full' });
    await submit('a');
    await desk.result(outcome(await take('n1')));
    await pass(RULES.ttlMs + 1000);
    expect(await tasks.get('a')).toBeUndefined();
    expect(await tasks.newest({ states: ['completed'], limit: 5 })).toEqual([]);
  });
});
