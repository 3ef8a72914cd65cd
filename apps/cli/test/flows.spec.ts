import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command-line';
import { FakeGateway } from './fake-gateway';

const routine = (executions: number, waiting: number): object => ({
  routine_id: 'speech',
  execution_status: {
    ...{ routine_id: 'speech', is_active: false, status: 'completed', active_count: 0 },
    ...{ last_execution_time: null, execution_count: executions, error_count: 1 },
  },
  queue_status: [{ slot_name: 'in', unconsumed_count: waiting, max_length: 20, usage_percentage: waiting / 20 }],
});
const monitoring = (job_status: string): object => ({
  ...{ job_id: 'j', flow_id: 'film', job_status, routines: { speech: routine(7, 3) }, updated_at: '' },
});

describe('flow', () => {
  let gateway: FakeGateway;
  let directory: string;
  let file: string;
  beforeAll(async () => {
    gateway = await FakeGateway.start();
    directory = mkdtempSync(join(tmpdir(), 'flow-'));
    file = join(directory, 'film.yaml');
    writeFileSync(file, 'flow_id: film\n');
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await gateway.stop();
  });
  beforeEach(() => gateway.reset());

  const cli = (...args: string[]) => run(args, { switchyardUrl: gateway.url });
  const ends = (status: string, error: object | null = null): void => {
    gateway
      .on('POST /api/jobs', { job_id: 'j', status: 'running' }, 202)
      .on('GET /api/jobs/j/monitoring', monitoring(status))
      .on('GET /api/jobs/j', { job_id: 'j', status, error, items: { entered: 1, collected: 7 }, results: [1] });
  };

  it('validate names the place of each problem', async () => {
    gateway.on('POST /api/flows/validate', {
      valid: false,
      problems: { 'routines.a.task': 'is not in the catalogue' },
    });
    const { code, stdout } = await cli('flow', 'validate', file);
    expect([code, stdout]).toEqual([2, 'routines.a.task: is not in the catalogue\n']);
    expect(JSON.parse(gateway.seen[0]?.body ?? '')).toEqual({ source: 'flow_id: film\n' });
  });

  it('validate says which file it cannot read', async () =>
    expect(await cli('flow', 'validate', '/nowhere.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/nowhere.yaml cannot be read') as string,
    }));

  it('put tells the version that was stored, also of stdin', async () => {
    gateway.on('POST /api/flows', { flow_id: 'film', version: 3 }, 201);
    const ran = await run(['flow', 'put', '-'], { switchyardUrl: gateway.url, stdin: 'flow_id: film' });
    expect(ran).toMatchObject({ code: 0, stdout: 'film is stored as version 3\n' });
  });

  it('run shows what each routine did, and ends with the end of the job', async () => {
    ends('completed');
    const { code, stdout, stderr } = await cli('flow', 'run', 'film', '--data', '{"films": []}', '--slot', 'a');
    expect(code).toBe(0);
    expect(stdout).toMatch(/speech +completed +7 +1 +3\/20\njob completed\n$/);
    expect(stderr).toContain('1 results, items: 1 entered, 7 collected');
    expect(JSON.parse(gateway.requestsTo('POST /api/jobs')[0]?.body ?? '')).toMatchObject({
      ...{ flow_id: 'film', slot: 'a', data: { films: [] } },
    });
  });

  it.each([
    ['failed', { code: 'TASK_FAILED', message: 'no', routine_id: 'speech' }, 1],
    ['failed', { code: 'JOB_TIMEOUT', message: 'too long' }, 6],
    ['cancelled', null, 1],
  ])('watch of a job that is %s with %j has its exit code', async (status, error, code) => {
    ends(status, error);
    expect((await cli('flow', 'watch', 'j')).code).toBe(code);
  });

  it('run takes no data that is no object', async () =>
    expect(await cli('flow', 'run', 'film', '--data', '[1]')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--data is not a JSON object') as string,
    }));
});
