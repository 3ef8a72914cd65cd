import { FlowStore, JobMonitor, flowOf, type Flow } from '@switchyard/flows';
import { waitFor } from '@switchyard/testing';
import { World } from './world';

/** Ten million characters, made by doubling ten of them. */
const TEN_MILLION = '($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $d("0123456789", 20))';

const chainOf = (value: string, more: object = {}): Flow =>
  flowOf({
    flow_id: 'f',
    routines: { all: { type: 'split' }, each: { type: 'map', config: { value }, ...more } },
    connections: ['all -> each'],
  });

describe('a job', () => {
  let world: World;
  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());
  beforeEach(() => world.fresh());

  it('keeps the flow that it began with, though that is changed and removed while it runs', async () => {
    const plan = await world.create(chainOf('$ * 2'), 'all.in', [1, 2]);
    const flows = new FlowStore(world.connection.client, world.keys);
    expect(await flows.put(chainOf('$ * 3'), '', undefined)).toBe(2);
    expect(await flows.remove('f')).toBe(true);
    expect(await world.run(plan)).toMatchObject({ status: 'completed', version: 1 });
    expect(await world.reader.results(plan.jobId)).toEqual([2, 4]);
    const item = { id: '1', text: '[]' };
    const another = {
      plan: { ...plan, jobId: 'late' },
      version: 2,
      slot: 'all.in',
      item,
      digest: '',
      producer: 'test',
    };
    expect(await world.jobs.create(another)).toMatchObject({ answer: 'gone' });
  });

  it('fails with what to do when an expression makes an item of 10 MB', async () => {
    const job = await world.run(await world.create(chainOf(TEN_MILLION), 'all.in', [1]));
    const message = 'the item 1 is larger than 256 KiB; write it to a file and send its path';
    expect(job).toMatchObject({ status: 'failed', error: { code: 'ITEM_TOO_LARGE', routine_id: 'each', message } });
  });

  it('goes on without an item of 10 MB that a task made, where the flow says so', async () => {
    world.tasks = { run: () => Promise.resolve({ taskId: 't', output: { text: 'x'.repeat(10_000_000) } }) };
    const inputs = { video_path: '/share/a' };
    const routines = { probe: { task: 'ffmpeg.probe', inputs, error: { strategy: 'continue' } } };
    const plan = await world.create(flowOf({ flow_id: 'f', routines }), 'probe.in', {});
    expect(await world.run(plan)).toMatchObject({ status: 'completed', items: { entered: 1, failed: 1 } });
    const failure = { code: 'ITEM_TOO_LARGE', task_id: 't' };
    expect(await world.reader.trace(plan.jobId, 10)).toMatchObject([{ outcome: 'failed', error: failure }]);
  });

  it('times out nothing while it is paused, and holds its place', async () => {
    const plan = await world.create(chainOf('$'), 'all.in', [1, 2, 3], { timeoutSeconds: 0.1 });
    const stand = () => world.reader.require(plan.jobId);
    expect(await world.jobs.steer(plan, 'pause', 'test')).toBe('ok');
    const deadline = Date.parse((await stand()).deadline ?? '');
    await waitFor('its deadline', () => Date.now() > deadline + 50);
    expect(await world.jobs.steer(plan, 'overdue', 'test')).toBe('paused');
    expect(await world.run(plan)).toMatchObject({ status: 'paused', queued: 1, open: 0 });
    expect(await world.jobs.steer(plan, 'resume', 'test')).toBe('ok');
    expect(Date.parse((await stand()).deadline ?? '')).toBeGreaterThan(deadline);
    expect(await world.run(plan)).toMatchObject({ status: 'completed', items: { collected: 3 } });
  });

  it('counts the executions of a routine that run at the same time, as long as their engines live', async () => {
    const inputs = { video_path: '/share/a' };
    const routines = { all: { type: 'split' }, probe: { task: 'ffmpeg.probe', inputs, max_active: 3 } };
    const flow = flowOf({ flow_id: 'f', routines, connections: ['all -> probe'] });
    const plan = await world.create(flow, 'probe.in', 1);
    const probe = flow.routines[1];
    if (!probe) throw new Error('the flow has no second routine');
    const status = async () => {
      const job = await world.reader.require(plan.jobId);
      return (await new JobMonitor(world.connection.client, world.keys).of(job)).routines['probe']?.execution_status;
    };
    const slot = `${world.keys.flowJobPart(plan.jobId, 'slot')}:probe.in`;
    for (const id of [2, 3, 4]) await world.connection.client.rpush(slot, `1 ${id} 1`);
    const begun = [];
    for (const engine of ['a', 'b', 'a', 'b']) begun.push((await world.jobs.begin(plan, probe, engine, 'hint')).begun);
    expect(begun).toEqual([true, true, true, false]);
    expect(await status()).toMatchObject({ is_active: true, active_count: 3, status: 'running' });
    const acts = world.keys.flowJobPart(plan.jobId, 'acts');
    await world.connection.client.zadd(acts, 1, 'probe 1', 1, 'probe 3');
    expect(await status()).toMatchObject({ is_active: true, active_count: 1 });
    await world.connection.client.zadd(acts, 1, 'probe 2');
    expect(await status()).toMatchObject({ is_active: false, active_count: 0 });
  });

  it('leaves nothing of an execution behind that another engine ended, when its task is noted late', async () => {
    const plan = await world.create(chainOf('$'), 'all.in', [1]);
    const [all] = plan.flow.routines;
    if (!all) throw new Error('the flow has no routine');
    const begun = await world.jobs.begin(plan, all, 'e', 'hint');
    if (!begun.begun) throw new Error('nothing began');
    await world.jobs.noteTask(plan.jobId, begun.activation, 'known');
    expect(await world.reader.openTasks(plan.jobId)).toEqual([{ routine_id: 'all', task_id: 'known' }]);
    await world.run(plan);
    await world.jobs.noteTask(plan.jobId, begun.activation, 'late');
    expect(await world.connection.client.keys(`${world.keys.flowJobPart(plan.jobId, 'act')}*`)).toEqual([]);
  });
});
