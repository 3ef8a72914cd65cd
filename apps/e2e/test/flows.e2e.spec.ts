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
    for (const source of [SUBTITLES, SLOW]) await call('POST', '/api/flows', { source });
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
    const job = await start('subtitles', { files }, { wait: true });
    expect(job).toMatchObject({ status: 'completed', items: { entered: 1, emitted: 4, collected: 3 } });
    expect(job.results).toHaveLength(3);
    for (const result of job.results) expect(result).toMatchObject({ write: { cue_count: 1 } });
  }, 30_000);

  it('lose no item and do none twice when an engine is killed', async () => {
    const { job_id } = await start('slow', { numbers: numbers(40) });
    await waitFor('some results', async () => (await jobOf(job_id)).results.length >= 5);
    await engines[0]?.end('SIGKILL');
    await waitFor('the end', async () => (await jobOf(job_id)).status === 'completed', 20_000);
    const { results, items } = await jobOf(job_id);
    expect(results.map((result) => (result as { n: number }).n).sort((a, b) => a - b)).toEqual(numbers(40));
    expect(items).toMatchObject({ entered: 1, emitted: 81, collected: 40, failed: 0 });
  }, 40_000);
});
