import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BatchAnswer, DryRun, Submitted, TaskView } from '@switchyard/client';
import { TestSystem } from '@switchyard/testing';
import { pythonWithRequests } from './python';

const ROOT = join(__dirname, '../../..');

const TASK = 'wservice.generate_subtitle_files';

describe('submitting', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start(['wservice']);
    writeFileSync(join(system.share, 'a.json'), JSON.stringify([{ start: 0, end: 1.5, text: 'Hello there' }]));
    writeFileSync(join(system.share, 'no-media.json'), '{}');
  }, 60_000);
  afterAll(() => system.stop());

  const input = { segments_file: '/share/a.json' };
  const submission = { task_name: TASK, input_data: input };
  const waiting = { task_name: 'ffmpeg.probe', input_data: { video_path: '/share/a.json' } };
  const stored = async (): Promise<number> => (await system.api.client.tasks.list({}, 500)).tasks.length;

  describe('with Prefer: wait', () => {
    const submit = (body: object, prefer: string) =>
      system.api.request<Submitted>('POST', '/v1/tasks', body, { prefer });

    it('gives the result in the same call', async () => {
      const { status, headers, body } = await submit(submission, 'wait=30');
      expect([status, headers.get('preference-applied')]).toEqual([200, 'wait=30']);
      expect(body).toMatchObject({ status: 'succeeded', result: { status: 'SUCCESS', output: { cue_count: 1 } } });
      expect(body.result).toEqual(await system.api.stage(body.task_id));
    });

    it('is accepted when the wait runs out first', async () => {
      const { status, body } = await submit(waiting, 'wait=0');
      expect(status).toBe(202);
      expect(body).toMatchObject({ status: 'queued', position: 1, result: null });
      await system.api.cancel(body.task_id);
    });
  });

  describe('as a dry run', () => {
    const tried = (body: object) => system.api.request<DryRun>('POST', '/v1/tasks?dry_run=true', body);

    it('says what would happen and stores nothing', async () => {
      const before = await stored();
      const { status, body } = await tried({ ...submission, task_id: 'dry', priority: 7 });
      expect(status).toBe(200);
      expect(body).toMatchObject({ dry_run: true, would: 'start', task_name: TASK, queue: 'wservice', priority: 7 });
      expect(body).toMatchObject({ input: { segments_file: '/share/a.json', max_lines: 2 }, position: 1 });
      expect(body.files).toMatchObject([{ field: 'segments_file', path: '/share/a.json', duration: null }]);
      expect((await tried(waiting.input_data)).status).toBe(400);
      expect(await stored()).toBe(before);
      expect((await system.api.request('GET', '/v1/tasks/dry')).status).toBe(404);
    });

    it('looks into media, and refuses what is none', async () => {
      const video_path = '/share/no-media.json';
      const { status, body } = await tried({ task_name: 'ffmpeg.probe', input_data: { video_path } });
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringMatching(/not a video or audio file/)]);
    });

    it('knows an id that has this request', async () => {
      const id = await system.api.start(TASK, input);
      expect((await tried({ ...submission, task_id: id })).body).toMatchObject({ would: 'return', position: null });
    });
  });

  describe('again', () => {
    const retry = (id: string, body?: object) => system.api.request<Submitted>('POST', `/v1/tasks/${id}/retry`, body);

    it('makes a new task of the same workflow that is linked to the first', async () => {
      const first = await system.api.start(TASK, { ...input, max_lines: 1 }, { priority: 3, max_attempts: 2 });
      await system.api.untilFinal(first);
      const { status, body } = await retry(first);
      expect([status, body.workflow_id]).toEqual([202, first]);
      const again: TaskView = await system.api.untilFinal(body.task_id);
      expect(again).toMatchObject({ retry_of: first, status: 'succeeded', priority: 3, max_attempts: 2 });
      expect((await system.api.stage(body.task_id)).input_params).toMatchObject({ max_lines: 1 });
      expect((await system.api.status(first)).retry_of).toBeNull();
    });

    it('starts one task for an id of its sender, however often it is sent', async () => {
      const first = await system.api.start(TASK, input);
      await system.api.untilFinal(first);
      const replies = await Promise.all(Array.from({ length: 5 }, () => retry(first, { task_id: 'again' })));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 202]);
    });

    it('needs a task that has ended', async () => {
      expect((await retry('nothing')).status).toBe(404);
      const { body } = await system.api.submit(waiting.task_name, waiting.input_data);
      expect(await retry(body.task_id)).toMatchObject({ status: 409, body: { error: { code: 'TASK_CONFLICT' } } });
      await system.api.cancel(body.task_id);
    });
  });

  it('takes many at once and answers each on its own', async () => {
    const tasks = [
      { ...submission, task_id: 'one' },
      { ...submission, speed: 9 },
      { ...submission, task_id: 'one' },
      { task_name: 'ffmpeg.prob', input_data: {} },
      ...Array.from({ length: 995 }, () => waiting),
      submission,
    ];
    const { status, body } = await system.api.request<BatchAnswer>('POST', '/v1/tasks/batch', { tasks });
    expect([status, body.accepted, body.refused]).toEqual([200, 998, 2]);
    expect(body.results.slice(0, 4)).toMatchObject([
      { task: { task_id: 'one' }, error: null },
      { status: 400, task: null, error: { code: 'INVALID_REQUEST', details: { speed: expect.any(String) } } },
      { task: { task_id: 'one' }, error: null },
      { status: 404, task: null, error: { code: 'UNKNOWN_TASK_NAME' } },
    ]);
    expect([body.results[0]?.status, body.results[2]?.status].sort()).toEqual([200, 202]);
    const last = body.results.at(-1)?.task?.task_id ?? '';
    expect(await system.api.untilFinal(last)).toMatchObject({ status: 'succeeded' });
    // They are taken in at the same time: each has a place of its own, and which one is not promised.
    const positions = body.results
      .slice(4, 999)
      .map(({ task }) => (task as { position?: number } | null)?.position ?? 0);
    expect(positions.sort((a, b) => a - b)).toEqual(Array.from({ length: 995 }, (_none, at) => at + 1));
    const many = { tasks: Array.from({ length: 1001 }, () => submission) };
    expect(await system.api.request('POST', '/v1/tasks/batch', many)).toMatchObject({ status: 400 });
  }, 60_000);

  it('expires a task whose first attempt does not begin in time, and no other', async () => {
    const { body } = await system.api.submit(waiting.task_name, waiting.input_data, { queue_ttl: 0.3 });
    const expired = await system.api.untilFinal(body.task_id);
    expect(expired).toMatchObject({ status: 'expired', attempt: 0, error: { code: 'TASK_TIMEOUT', retryable: false } });
    const waitedMs = Date.parse(expired.completed_at ?? '') - Date.parse(expired.created_at);
    expect(waitedMs).toBeGreaterThanOrEqual(300);
    expect((await system.api.events(body.task_id)).at(-1)?.type).toBe('expired');
    const begun = await system.api.start(TASK, input, { queue_ttl: 60 });
    expect(await system.api.untilFinal(begun)).toMatchObject({ status: 'succeeded', expires_at: null });
  });

  describe('with reuse', () => {
    /** Other bytes each time, so that no earlier test has their result. */
    const fresh = (name: string): { segments_file: string } => {
      writeFileSync(join(system.share, name), JSON.stringify([{ start: 0, end: 1.5, text: `Hello ${name}` }]));
      return { segments_file: `/share/${name}` };
    };
    const reuse = { reuse: 'any' };
    const started = async (ids: string[]): Promise<number> => {
      const events = await Promise.all(ids.map((id) => system.api.events(id)));
      return events.flat().filter(({ type }) => type === 'started').length;
    };

    it('starts one task for a hundred simultaneous submissions of the same content', async () => {
      const [first, copy] = [fresh('same.json'), { segments_file: '/share/copy.json' }];
      system.put(join(system.share, 'same.json'), 'copy.json');
      const replies = await Promise.all(
        Array.from({ length: 100 }, (_one, i) => system.api.submit(TASK, i % 2 ? first : copy, reuse)),
      );
      const ids = replies.map(({ body }) => body.task_id);
      const ended = await Promise.all(ids.map((id) => system.api.untilFinal(id)));
      expect(ended.filter(({ status }) => status === 'succeeded')).toHaveLength(100);
      const [leader] = ended.filter(({ reused_from }) => reused_from === null);
      expect(ended.filter(({ reused_from }) => reused_from === leader?.task_id)).toHaveLength(99);
      expect(await started(ids)).toBe(1);
      const { output } = await system.api.stage(leader?.task_id ?? '');
      expect((await system.api.stage(ids.find((id) => id !== leader?.task_id) ?? '')).output).toEqual(output);
    }, 60_000);

    it('gives an earlier result at once, and none of other parameters or content', async () => {
      const input = fresh('earlier.json');
      const first = await system.api.start(TASK, input, reuse);
      await system.api.untilFinal(first);
      const again = await system.api.request<Submitted>('POST', '/v1/tasks', {
        task_name: TASK,
        input_data: input,
        ...reuse,
      });
      expect(again).toMatchObject({
        status: 200,
        body: { status: 'succeeded', reused_from: first, result: { status: 'SUCCESS' } },
      });
      const tried = { task_name: TASK, input_data: input, ...reuse };
      const dry = await system.api.request<DryRun>('POST', '/v1/tasks?dry_run=true', tried);
      expect(dry.body).toMatchObject({ would: 'reuse', reused_from: first });
      for (const other of [{ ...input, max_lines: 1 }, fresh('other.json')]) {
        const id = await system.api.start(TASK, other, reuse);
        expect((await system.api.untilFinal(id)).reused_from).toBeNull();
      }
      const unasked = await system.api.start(TASK, input);
      expect((await system.api.untilFinal(unasked)).reused_from).toBeNull();
      await system.api.client.tasks.remove(first, false);
      const later = await system.api.start(TASK, input, reuse);
      expect((await system.api.untilFinal(later)).reused_from).toBeNull();
    });

    it('lets the next one run when the first ends without a result', async () => {
      const input = { video_path: fresh('stopped.json').segments_file };
      const submit = () => system.api.start('ffmpeg.probe', input, reuse);
      const [first, second, third] = [await submit(), await submit(), await submit()];
      expect((await system.api.status(second)).reason).toContain(`the result of task ${first}`);
      await system.api.cancel(first);
      expect((await system.api.status(second)).reason).toBe('waiting for worker: ffmpeg');
      expect((await system.api.status(third)).reason).toContain(`the result of task ${second}`);
      await system.api.cancel(third);
      await system.api.cancel(second);
      const last = await submit();
      expect((await system.api.status(last)).reason).toBe('waiting for worker: ffmpeg');
      await system.api.cancel(last);
    });
  });

  describe('with an input from a URL', () => {
    const served = JSON.stringify([{ start: 0, end: 1.5, text: 'From elsewhere' }]);
    let server: Server;
    let url: string;
    let busy = 1;
    beforeAll(async () => {
      server = createServer(({ url: path }, reply) => {
        if (path === '/moved') return reply.writeHead(302, { location: '/a%20b.json' }).end();
        if (path === '/inside') return reply.writeHead(302, { location: 'http://127.0.0.2/' }).end();
        if (path === '/busy' && busy-- > 0) return reply.writeHead(503).end();
        if (path === '/none') return reply.writeHead(404).end();
        reply.end(served);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => server.close());
    const ended = async (path: string): Promise<TaskView> =>
      system.api.untilFinal(await system.api.start(TASK, { segments_file: url + path }));

    it('fetches it, over redirects and when its server was busy', async () => {
      expect(await ended('/moved')).toMatchObject({ status: 'succeeded', attempt: 1 });
      expect(await ended('/busy')).toMatchObject({ status: 'succeeded', attempt: 2 });
    });

    it('fails when it is not there or leads inside, and refuses what no task may name', async () => {
      const rejected = { status: 'failed', attempt: 1, error: { code: 'INPUT_REJECTED', retryable: false } };
      expect(await ended('/none')).toMatchObject(rejected);
      const inside = await ended('/inside');
      expect(inside).toMatchObject(rejected);
      expect(inside.error?.message).toContain('127.0.0.2, which is not a public address');
      const refused = await system.api.submit(TASK, { segments_file: 'http://127.0.0.2/' });
      expect(refused.status).toBe(400);
      expect((await system.api.submit(TASK, { segments_file: url }, { reuse: 'any' })).status).toBe(400);
    });
  });

  it('and all that belongs to it answers plain Python and curl, on every route', async () => {
    const script = join(__dirname, 'fixtures', 'tasks_client.py');
    const { stdout, stderr } = await promisify(execFile)(pythonWithRequests(), [script, system.api.url]);
    expect([stderr, stdout]).toEqual(['', expect.stringMatching(/^\d+ routes answered as they should\n$/)]);
  }, 60_000);

  describe('as the docs show it', () => {
    /** The blocks of a page in one program, which asks our gateway. */
    const program = (page: string, language: string): string => {
      const text = readFileSync(join(ROOT, 'docs/api', page), 'utf8');
      const blocks = [...text.matchAll(/^```(\w+)\n([^]*?)^```/gm)].filter(([, kind]) => kind === language);
      return blocks
        .map(([, , code = '']) => code)
        .join('\n')
        .replaceAll('http://127.0.0.1:8000', system.api.url);
    };
    const run = async (command: string, ...args: string[]): Promise<string> =>
      (await promisify(execFile)(command, args, { cwd: system.directory })).stdout;
    const subtitles = (): string => readFileSync(join(system.directory, 'subtitles.srt'), 'utf8');
    afterEach(() => rmSync(join(system.directory, 'subtitles.srt')));

    it('works with curl', async () => {
      const told = await run('bash', '-euo', 'pipefail', '-c', program('curl.md', 'bash'));
      expect(told).toContain('"dry_run":true');
      expect(told).toContain('event: completed');
      expect(subtitles()).toContain('Hello there');
    }, 30_000);

    it('works with Python', async () => {
      expect(await run(pythonWithRequests(), '-c', program('python.md', 'python'))).toMatch(/completed\nsucceeded/);
      expect(subtitles()).toContain('Hello there');
    }, 60_000);

    it('works with TypeScript', async () => {
      const [, imports = '', rest = ''] = /^((?:import [^\n]*\n)+)([^]*)$/.exec(program('typescript.md', 'ts')) ?? [];
      const file = join(system.directory, 'example.ts');
      writeFileSync(file, `${imports}void (async () => {${rest}})();`);
      const typescript = join(ROOT, 'libs/engine/test/typescript.cjs');
      expect(await run(process.execPath, '-r', typescript, file)).toMatch(/completed\nsucceeded/);
      expect(subtitles()).toContain('Hello there');
    }, 60_000);
  });
});
