import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TestSystem, longVideo, waitFor, type AppProcess } from '@switchyard/testing';
import { pythonWithRequests } from './python';

const run = promisify(execFile);

const BURN = `
flow_id: burn
routines:
  burn:
    task: ffmpeg.burn_subtitles
    inputs: { video_path: '\${{ film }}', subtitle_path: '\${{ subtitles }}' }
`;
const LONGEST_MS = 240_000;

interface Job {
  job_id: string;
  status: string;
  results: unknown[];
  items: Record<string, number>;
  error: { message: string } | null;
}

describe('flows for long', () => {
  let system: TestSystem;
  let engines: AppProcess[] = [];
  beforeAll(async () => {
    system = await TestSystem.start(['ffmpeg']);
    await call('POST', '/api/flows', { source: BURN });
  }, 60_000);
  afterAll(() => system.stop());
  beforeEach(() => void (engines = [1, 2, 3].map(() => system.startFlowEngine())));
  afterEach(() => Promise.all(engines.map((engine) => engine.end('SIGKILL'))));

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply = await system.api.request(method, path, body);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body as T;
  };
  const start = async (flow_id: string, data: object): Promise<string> =>
    (await call<Job>('POST', '/api/jobs', { flow_id, data })).job_id;
  const jobOf = (id: string): Promise<Job> => call('GET', `/api/jobs/${id}`);
  const untilCompleted = (id: string): Promise<Job> =>
    waitFor(
      'the end of the job',
      async () => {
        const job = await jobOf(id);
        if (job.status !== 'running' && job.status !== 'completed') throw new Error(JSON.stringify(job));
        return job.status === 'completed' && job;
      },
      LONGEST_MS,
    );

  it('run a task once though the engine that waits for it is killed', async () => {
    writeFileSync(join(system.share, 'long.srt'), '1\n00:00:00,000 --> 00:00:09,000\nHello\n');
    const film = system.put(await longVideo({ seconds: 20 }));
    const id = await start('burn', { film, subtitles: '/share/long.srt' });
    const taskId = `f-${id}-1-0`;
    await waitFor('the task', async () => {
      const { status, body } = await system.api.request<{ status: string }>('GET', `/v1/tasks/${taskId}`);
      return status === 200 && body.status === 'running';
    });
    await Promise.all(engines.map((engine) => engine.end('SIGKILL')));
    engines = [system.startFlowEngine()];
    expect(await untilCompleted(id)).toMatchObject({ results: [{}], items: { entered: 1, collected: 1, failed: 0 } });
    expect(await system.api.status(taskId)).toMatchObject({ status: 'succeeded', attempt: 1 });
    const { entries } = await call<{ entries: object[] }>('GET', `/api/jobs/${id}/trace`);
    expect(entries).toMatchObject([{ routine_id: 'burn', outcome: 'collected', task_id: taskId }]);
  }, 300_000);

  it('answer a plain Python client on every route, and with every frame of a WebSocket', async () => {
    const script = join(__dirname, 'fixtures', 'flows_client.py');
    const { stdout, stderr } = await run(pythonWithRequests(), [script, system.api.url]);
    expect([stderr, stdout]).toEqual(['', '28 routes and 11 kinds of frames were as they should be\n']);
  }, 120_000);
});
