import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DryRun, Submitted, TaskView } from '@switchyard/client';
import { TestSystem } from '@switchyard/testing';

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

    it('is answered at once by a gateway that ends', async () => {
      const gateway = await system.startSecondGateway();
      const held = gateway.request<Submitted>('POST', '/v1/tasks', waiting, { prefer: 'wait=60' });
      await system.api.client.tasks.list({ status: 'queued' }, 1);
      await untilQueued();
      const process = system.processes.at(-1);
      process?.signal('SIGTERM');
      expect(await held).toMatchObject({ status: 202, body: { status: 'queued' } });
      expect(await process?.ended).toEqual({ code: 0, signal: null });
      await system.api.cancel((await held).body.task_id);
    });

    const untilQueued = async (): Promise<void> => {
      while ((await system.api.client.tasks.list({ status: 'queued' }, 1)).tasks.length === 0);
    };
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
});
