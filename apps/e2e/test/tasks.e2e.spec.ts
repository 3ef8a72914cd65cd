import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TASK_STATES, type ErrorEnvelope, type TaskEvent } from '@switchyard/contracts';
import { TestSystem } from '@switchyard/testing';

const TASK = 'wservice.generate_subtitle_files';
const SEGMENTS = JSON.stringify([{ start: 0, end: 1.5, text: 'Hello there' }]);

describe('tasks over HTTP', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start(['wservice']);
    writeFileSync(join(system.share, 'a.json'), SEGMENTS);
    writeFileSync(join(system.share, 'empty.json'), '');
    mkdirSync(join(system.share, 'folder'));
    symlinkSync('/etc/hostname', join(system.share, 'link.json'));
  }, 60_000);

  afterAll(() => system.stop());

  const input = { segments_file: '/share/a.json' };

  it('runs a task and gives its result, context and events', async () => {
    const { status, headers, body } = await system.api.submit(TASK, input, { task_id: 'first' });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe('/v1/tasks/first');
    expect(body).toMatchObject({ task_id: 'first', workflow_id: 'first', status: 'queued', position: 1 });
    expect(await system.api.untilFinal('first')).toMatchObject({
      status: 'succeeded',
      progress: 1,
      attempt: 1,
      error: null,
    });
    const stage = await system.api.stage('first');
    expect(stage).toMatchObject({
      status: 'SUCCESS',
      attempt: 1,
      input_params: { segments_file: '/share/a.json', max_lines: 2 },
    });
    expect(stage.output).toMatchObject({ cue_count: 1, device: 'cpu', model: null });
    const context = await system.api.context('first');
    expect(context).toMatchObject({ workflow_id: 'first', shared_storage_path: '/share/workflows/first', error: null });
    expect(context.stages[TASK]).toEqual(stage);
    const events = await system.api.events('first');
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, i) => i + 1));
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['created', 'queued', 'started', 'completed']),
    );
  });

  it('gives the same task for the same id and request, and a conflict for another request', async () => {
    const body = { task_id: 'same', max_attempts: 2 };
    expect((await system.api.submit(TASK, input, body)).status).toBe(202);
    expect((await system.api.submit(TASK, input, body)).status).toBe(200);
    const conflict = await system.api.submit(TASK, { ...input, max_lines: 1 }, { ...body, timeout: 9 });
    expect(conflict.status).toBe(409);
    expect(conflict.body).toMatchObject({
      error: { code: 'TASK_CONFLICT', details: { different: ['input_data', 'timeout'] } },
    });
    await system.api.untilFinal('same');
    rmSync(join(system.share, 'gone.json'), { force: true });
    expect((await system.api.events('same')).filter(({ type }) => type === 'started')).toHaveLength(1);
  });

  it('starts one task for a hundred simultaneous submissions of one id', async () => {
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => system.api.submit(TASK, input, { task_id: 'hundred' })),
    );
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(99);
  });

  const refused: [title: string, body: unknown, status: number, code: string, field: string | RegExp][] = [
    [
      'an unknown task name',
      { task_name: 'ffmpeg.extract_audo', input_data: {} },
      404,
      'UNKNOWN_TASK_NAME',
      /did you mean ffmpeg.extract_audio/,
    ],
    ['no task name', { input_data: {} }, 400, 'INVALID_REQUEST', 'task_name'],
    ['no input', { task_name: TASK }, 400, 'INVALID_REQUEST', 'input_data'],
    [
      'a missing required field',
      { task_name: TASK, input_data: {} },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    [
      'an unknown field',
      { task_name: TASK, input_data: { ...input, colour: 'red' } },
      400,
      'INVALID_REQUEST',
      'input_data.colour',
    ],
    [
      'an unknown field of the submission',
      { task_name: TASK, input_data: input, speed: 9 },
      400,
      'INVALID_REQUEST',
      'speed',
    ],
    [
      'a wrong type',
      { task_name: TASK, input_data: { ...input, max_lines: 'two' } },
      400,
      'INVALID_REQUEST',
      'input_data.max_lines',
    ],
    [
      'a number out of bounds',
      { task_name: TASK, input_data: { ...input, max_lines: 99 } },
      400,
      'INVALID_REQUEST',
      'input_data.max_lines',
    ],
    [
      'a callback to a metadata service',
      { task_name: TASK, input_data: input, callback: 'http://169.254.169.254/latest' },
      400,
      'INVALID_REQUEST',
      'callback',
    ],
    [
      'a callback that is no URL',
      { task_name: TASK, input_data: input, callback: 'x' },
      400,
      'INVALID_REQUEST',
      'callback',
    ],
    ['a queue_ttl of 0', { task_name: TASK, input_data: input, queue_ttl: 0 }, 400, 'INVALID_REQUEST', 'queue_ttl'],
    ['a strange reuse', { task_name: TASK, input_data: input, reuse: 'all' }, 400, 'INVALID_REQUEST', 'reuse'],
    [
      'an upload',
      { task_name: TASK, input_data: { ...input, upload: true } },
      400,
      'INVALID_REQUEST',
      'input_data.upload',
    ],
    [
      'a URL of a metadata service',
      { task_name: TASK, input_data: { segments_file: 'http://169.254.169.254/a.json' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    [
      'an S3 object',
      { task_name: TASK, input_data: { segments_file: 's3://b/a.json' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    [
      'a path with ..',
      { task_name: TASK, input_data: { segments_file: '/share/../etc/passwd' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    [
      'an absolute path',
      { task_name: TASK, input_data: { segments_file: '/etc/passwd' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    [
      'a NUL byte',
      { task_name: TASK, input_data: { segments_file: 'a\0.json' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    [
      'a symlink out of the share',
      { task_name: TASK, input_data: { segments_file: 'link.json' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    [
      'a missing file',
      { task_name: TASK, input_data: { segments_file: 'nothing.json' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    [
      'an empty file',
      { task_name: TASK, input_data: { segments_file: 'empty.json' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    [
      'a directory for a file',
      { task_name: TASK, input_data: { segments_file: 'folder' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    ['a reserved id', { task_name: TASK, input_data: input, task_id: 'catalog' }, 400, 'INVALID_REQUEST', 'task_id'],
    ['an id with a slash', { task_name: TASK, input_data: input, task_id: '../x' }, 400, 'INVALID_REQUEST', 'task_id'],
    [
      'an unknown reference',
      { task_name: TASK, input_data: { segments_file: '${{ stages.ffmpeg.probe.output.nothing }}' } },
      400,
      'INVALID_REQUEST',
      'input_data.segments_file',
    ],
    ['a list for a body', [1], 400, 'INVALID_REQUEST', 'body'],
  ];

  it.each(refused)('refuses %s and stores nothing', async (_title, body, status, code, field) => {
    const before = await system.api.request<{ tasks: object[] }>('GET', '/v1/tasks?limit=500');
    const reply = await system.api.request<ErrorEnvelope>('POST', '/v1/tasks', body);
    expect({ status: reply.status, code: reply.body.error.code }).toEqual({ status, code });
    const details = JSON.stringify(reply.body.error.details);
    if (typeof field === 'string') expect(reply.body.error.details).toHaveProperty([field]);
    else expect(details).toMatch(field);
    expect(details).not.toContain(system.directory);
    const after = await system.api.request<{ tasks: object[] }>('GET', '/v1/tasks?limit=500');
    expect(after.body.tasks).toHaveLength(before.body.tasks.length);
  });

  it('answers 404 for a task that does not exist, on every route', async () => {
    for (const path of ['', '/status', '/result', '/context', '/events']) {
      const { status, body } = await system.api.request('GET', `/v1/tasks/none${path}`);
      expect({ path, status, body }).toMatchObject({ path, status: 404, body: { error: { code: 'TASK_NOT_FOUND' } } });
    }
    expect((await system.api.cancel('none')).status).toBe(404);
  });

  it('lets a reference and an earlier stage give the input of a later task of the workflow', async () => {
    const first = await system.api.start(TASK, input, { workflow_id: 'chain' });
    await system.api.untilFinal(first);
    const reference = `\${{ stages.${TASK}.output.json_path }}`;
    const second = await system.api.start(TASK, { segments_file: reference }, { workflow_id: 'chain' });
    expect(await system.api.untilFinal(second)).toMatchObject({ status: 'succeeded' });
    const { output } = await system.api.stage(first);
    expect((await system.api.stage(second)).input_params).toMatchObject({ segments_file: output?.['json_path'] });
  });

  it('keeps a task under its own name whatever name it was asked by, with what it has where nothing was said', async () => {
    const { body } = await system.api.submit('whisper.transcribe_audio', { audio_path: '/share/a.json' });
    const { task_id: id } = body;
    const TRANSCRIBE = 'faster_whisper.transcribe_audio';
    const named = { workflow_id: id, task_name: TRANSCRIBE, requested_as: 'whisper.transcribe_audio' };
    expect(await system.api.status(id)).toMatchObject({
      ...named,
      priority: 5,
      max_attempts: 3,
      callback_status: 'none',
    });
    expect(Object.keys((await system.api.context(id)).stages)).toEqual([TRANSCRIBE]);
    expect((await system.api.events(id))[0]?.payload).toEqual({ task_name: TRANSCRIBE });
    await system.api.cancel(id);
  });

  it('lists by state and name, newest first, in pages', async () => {
    const first = await system.api.request<{ tasks: { task_id: string }[]; next_cursor: string }>(
      'GET',
      '/v1/tasks?limit=2',
    );
    expect(first.body.tasks).toHaveLength(2);
    const path = `/v1/tasks?limit=500&cursor=${first.body.next_cursor}&status=succeeded&task_name=${TASK}`;
    const rest = await system.api.request<{ tasks: { task_id: string; status: string }[] }>('GET', path);
    const ids = [...first.body.tasks, ...rest.body.tasks].map(({ task_id }) => task_id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('first');
    for (const query of ['status=done', 'task_name=x.y', 'limit=0', 'limit=x', 'cursor=abc', 'colour=red']) {
      expect((await system.api.request('GET', `/v1/tasks?${query}`)).status).toBe(400);
    }
    expect(TASK_STATES).toContain(rest.body.tasks[0]?.status);
  });

  it('streams events live and resumes after the last one that was seen', async () => {
    const id = await system.api.start(TASK, input);
    const all = await readStream(`${system.api.url}/v1/tasks/${id}/events`);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_event, i) => i + 1));
    expect(all.at(-1)?.type).toBe('completed');
    const rest = await readStream(`${system.api.url}/v1/tasks/${id}/events`, '2');
    expect(rest).toEqual(all.slice(2));
  });

  it('tells a reader that has seen the end not to ask again', async () => {
    const id = await system.api.start(TASK, input);
    await system.api.untilFinal(id);
    const { length: last } = await system.api.events(id);
    const headers = { accept: 'text/event-stream', 'last-event-id': String(last) };
    const reply = await fetch(`${system.api.url}/v1/tasks/${id}/events`, { headers });
    expect([reply.status, await reply.text()]).toEqual([204, '']);
  });

  describe('through a second gateway', () => {
    let url: string;
    beforeAll(async () => void ({ url } = await system.startSecondGateway()), 60_000);

    it('lets a gateway end while it streams; the reader goes on at another one', async () => {
      const id = await system.api.start('ffmpeg.probe', { video_path: '/share/a.json' });
      const gateway = system.processes.at(-1);
      const stream = await fetch(`${url}/v1/tasks/${id}/events`, { headers: { accept: 'text/event-stream' } });
      gateway?.signal('SIGTERM');
      const seen = eventsIn(await stream.text());
      expect(await gateway?.ended).toEqual({ code: 0, signal: null });
      await system.api.cancel(id);
      const rest = await readStream(`${system.api.url}/v1/tasks/${id}/events`, String(seen.length));
      expect([...seen, ...rest].map(({ type }) => type)).toEqual(['created', 'queued', 'cancelled']);
    });
  });

  it('says why a task waits and where it stands, and cancels it at once', async () => {
    const video = { video_path: '/share/a.json' };
    const first = await system.api.start('ffmpeg.probe', video);
    const second = await system.api.start('ffmpeg.extract_audio', video);
    expect(await system.api.status(second)).toMatchObject({
      status: 'queued',
      reason: 'waiting for worker: ffmpeg',
      position: 2,
    });
    const reply = await system.api.cancel(first);
    expect(reply).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await system.api.cancel(first)).toMatchObject({ status: 409, body: { error: { code: 'TASK_CONFLICT' } } });
    expect(await system.api.status(second)).toMatchObject({ position: 1 });
    await system.api.cancel(second);
  });

  it('removes record and files of an ended task, and of a waiting one only by force', async () => {
    const id = await system.api.start(TASK, input);
    await system.api.untilFinal(id);
    const { output } = await system.api.stage(id);
    const file = `/v1/files${String(output?.['subtitle_path']).replace('/share', '')}`;
    expect((await fetch(system.api.url + file)).status).toBe(200);
    expect((await system.api.request('DELETE', `/v1/tasks/${id}`)).body).toMatchObject({
      results: [
        { resource: 'record', status: 'deleted' },
        { resource: 'files', status: 'deleted' },
      ],
    });
    expect((await fetch(system.api.url + file)).status).toBe(404);
    expect((await system.api.request('GET', `/v1/tasks/${id}`)).status).toBe(404);
    const waiting = await system.api.start('ffmpeg.probe', { video_path: '/share/a.json' });
    expect((await system.api.request('DELETE', `/v1/tasks/${waiting}`)).status).toBe(409);
    expect((await system.api.request('DELETE', `/v1/tasks/${waiting}?force=true`)).status).toBe(200);
    expect((await system.api.request('GET', `/v1/tasks/${waiting}`)).status).toBe(404);
  });
});

/** Reads server-sent events until the server ends the stream. */
async function readStream(url: string, lastEventId?: string): Promise<TaskEvent[]> {
  const headers = { accept: 'text/event-stream', ...(lastEventId ? { 'last-event-id': lastEventId } : {}) };
  return eventsIn(await (await fetch(url, { headers })).text());
}

const eventsIn = (text: string): TaskEvent[] =>
  [...text.matchAll(/^data: (.+)$/gm)].map(([, data]) => JSON.parse(data ?? '') as TaskEvent);
