import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestSystem, waitFor, type AppProcess, type Reply } from '@switchyard/testing';

const SUBTITLES = `
flow_id: subtitles
routines:
  files: { type: split, config: { value: files } }
  write:
    task: wservice.generate_subtitle_files
    inputs: { segments_file: '\${{ path }}' }
  done: { type: collect }
connections: ['files -> write', 'write -> done']
`;
/** Its last routine is slow and its slots are short. */
const SLOW = `
flow_id: slow
routines:
  numbers: { type: split, config: { value: numbers } }
  first: { type: map, config: { value: '{"n": $}' }, slots: { in: { max_queue_length: 5 } } }
  last: { type: delay, config: { seconds: 0.05 }, slots: { in: { max_queue_length: 3 } } }
  done: { type: collect }
connections: ['numbers -> first', 'first -> last', 'last -> done']
`;

const SILENT = `
flow_id: silent
routines: { probe: { task: ffmpeg.probe, inputs: { video_path: '\${{ video }}' } } }
`;

/** Items that the slow flow is busy with for minutes. */
const ENDLESS = 2000;

interface JobBody {
  job_id: string;
  status: string;
  results: unknown[];
  items: Record<string, number>;
  owner: string | null;
}

describe('flows', () => {
  let system: TestSystem;
  let engines: AppProcess[];
  beforeAll(async () => {
    system = await TestSystem.start(['wservice']);
    engines = [system.startFlowEngine(), system.startFlowEngine()];
    writeFileSync(join(system.share, 'a.mp4'), 'no film, and no worker looks at it');
    for (const source of [SUBTITLES, SLOW, SILENT]) await call('POST', '/api/flows', { source });
  }, 60_000);
  afterAll(() => system.stop());

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply: Reply = await system.api.request(method, path, body);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body as T;
  };
  const start = (flow_id: string, data: object, more: object = {}): Promise<JobBody> =>
    call('POST', '/api/jobs', { flow_id, data, ...more });
  const jobOf = (id: string): Promise<JobBody> => call('GET', `/api/jobs/${id}`);
  const numbers = (count: number): number[] => Array.from({ length: count }, (_none, at) => at);

  it('run tasks of the catalogue for each item and collect what they give', async () => {
    const files = ['a', 'b', 'c'].map((name) => {
      writeFileSync(join(system.share, `${name}.json`), JSON.stringify([{ start: 0, end: 1, text: name }]));
      return { path: `/share/${name}.json` };
    });
    const job = await start('subtitles', { files }, { wait: true, priority: 7 });
    expect(job).toMatchObject({ status: 'completed', items: { entered: 1, emitted: 4, collected: 3 } });
    expect(job.results).toHaveLength(3);
    for (const result of job.results) expect(result).toMatchObject({ write: { cue_count: 1 } });
    const { entries } = await call<{ entries: { task_id?: string }[] }>('GET', `/api/jobs/${job.job_id}/trace`);
    const tasks = entries.flatMap(({ task_id }) => task_id ?? []);
    expect(tasks).toHaveLength(3);
    const inherited = { workflow_id: job.job_id, priority: 7, status: 'succeeded' };
    for (const task of tasks) expect(await system.api.status(task)).toMatchObject(inherited);
  }, 30_000);

  it('wait for a worker that is not there, and say so', async () => {
    const { job_id } = await start('silent', { video: '/share/a.mp4' });
    const waiting = await waitFor('the word', async () => {
      const state = await call<{ waiting: object[] }>('GET', `/api/jobs/${job_id}/state`);
      return state.waiting.length > 0 && state.waiting;
    });
    const task_id = `f-${job_id}-1-0`;
    expect(waiting).toEqual([{ routine_id: 'probe', task_id, reason: 'waiting for worker: ffmpeg' }]);
    await call('POST', `/api/jobs/${job_id}/cancel`);
    await waitFor('the end of its task', async () => (await system.api.status(task_id)).status === 'cancelled');
  }, 30_000);

  it('show every field of their routines and slots', async () => {
    const { job_id } = await start('slow', { numbers: numbers(2) }, { wait: true });
    const { routines, ...job } = await call<{ routines: Record<string, object> }>(
      'GET',
      `/api/jobs/${job_id}/monitoring`,
    );
    expect(job).toEqual({ job_id, flow_id: 'slow', job_status: 'completed', updated_at: expect.any(String) as string });
    const slot = {
      ...{ slot_name: 'in', routine_id: 'last', unconsumed_count: 0, total_count: 2, max_length: 3 },
      ...{ watermark_threshold: 0.8, usage_percentage: 0, pressure_level: 'low', is_full: false, is_near_full: false },
    };
    const status = {
      ...{ routine_id: 'last', is_active: false, status: 'completed', active_count: 0, execution_count: 2 },
      ...{ error_count: 0, last_execution_time: expect.any(String) as string },
    };
    const policy = { type: 'immediate', config: {}, description: expect.any(String) as string };
    const info = { routine_id: 'last', routine_type: 'delay', activation_policy: policy, config: { seconds: 0.05 } };
    expect(routines['last']).toEqual({
      ...{ routine_id: 'last', execution_status: status, queue_status: [slot] },
      info: { ...info, slots: ['in'], events: ['out'] },
    });
    expect(await call('GET', `/api/jobs/${job_id}/routines/last/queue-status`)).toEqual([slot]);
    expect(await call('GET', `/api/jobs/${job_id}/queues/status`)).toMatchObject({ last: [slot], done: [{}] });
    expect(await call('GET', `/api/jobs/${job_id}/routines/status`)).toMatchObject({ last: status });
    expect(await call('GET', '/api/flows/slow/routines/last/info')).toMatchObject(info);
    expect(await call('GET', `/api/jobs/monitoring?ids=${job_id},none`)).toMatchObject({
      jobs: { [job_id]: { job_status: 'completed', routines: { last: { queue_status: [slot] } } } },
    });
    expect(await call('GET', `/api/jobs/${job_id}/metrics`)).toMatchObject({ items: { collected: 2 } });
    const trace = await call<{ entries: unknown[] }>('GET', `/api/jobs/${job_id}/trace?item=1.2`);
    expect(trace.entries).toMatchObject([{ routine_id: 'first' }, { routine_id: 'last' }, { outcome: 'collected' }]);
  }, 30_000);

  it('stop at a breakpoint, are stepped through, go on, and are cancelled', async () => {
    for (const engine of engines) engine.signal('SIGSTOP'); // no item is beyond the breakpoint before it is set
    const { job_id } = await start('slow', { numbers: numbers(ENDLESS) });
    const debug = `/api/jobs/${job_id}/debug`;
    await call('POST', `${debug}/breakpoints`, { routine_id: 'last', condition: 'n > 9' });
    for (const engine of engines) engine.signal('SIGCONT');
    const paused = (): Promise<boolean> => jobOf(job_id).then(({ status }) => status === 'paused');
    await waitFor('the breakpoint', paused);
    const at = await call<{ session: object; slots: object[] }>('GET', `${debug}/session`);
    expect(at.session).toMatchObject({ routine_id: 'last', items: [{ slot: 'last.in', data: { n: 10 } }] });
    expect(at.slots).toHaveLength(4);
    await call('POST', `${debug}/step`);
    await waitFor('the next step', paused);
    expect(await call('DELETE', `${debug}/breakpoints`)).toEqual({ removed: 1 });
    await call('POST', `${debug}/resume`);
    await call('POST', `/api/jobs/${job_id}/pause`);
    expect((await system.api.request('POST', `/api/jobs/${job_id}/pause`)).status).toBe(409);
    await call('POST', `/api/jobs/${job_id}/resume`);
    expect(await call('POST', `/api/jobs/${job_id}/cancel`)).toMatchObject({ status: 'cancelled' });
  }, 30_000);

  it('lose no item and do none twice when an engine is killed', async () => {
    const { job_id } = await start('slow', { numbers: numbers(40) });
    await waitFor('some results', async () => (await jobOf(job_id)).results.length >= 5);
    await engines[0]?.end('SIGKILL');
    await waitFor('the end', async () => (await jobOf(job_id)).status === 'completed');
    const { results, items } = await jobOf(job_id);
    expect(results.map((result) => (result as { n: number }).n).sort((a, b) => a - b)).toEqual(numbers(40));
    expect(items).toMatchObject({ entered: 1, emitted: 81, collected: 40, failed: 0 });
  }, 40_000);
});
