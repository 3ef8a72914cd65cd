import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command-line';
import { FakeGateway } from './fake-gateway';
import { Interrupts } from '../src/interrupts';
import { AT, event, linesOf, result, sendFrames, view } from './samples';

let gateway: FakeGateway;
let directory: string;
beforeAll(async () => {
  gateway = await FakeGateway.start();
  directory = await mkdtemp(join(tmpdir(), 'switchyard-cli-'));
});
afterAll(async () => {
  await gateway.stop();
  await rm(directory, { recursive: true });
});
beforeEach(() => gateway.reset());

const cli = (...args: string[]) => run(args, { switchyardUrl: gateway.url, modelsDir: join(directory, 'models') });

describe('errors', () => {
  it('of a request name each field', async () => {
    const details = { 'input_data.fps': 'must not be greater than 30', task_id: '"batch" is reserved' };
    gateway.refuse('GET /v1/tasks', 400, { code: 'INVALID_REQUEST', message: 'not valid: a, b', details });
    expect(await cli('ls')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: the request is not valid\n  fps: must not be greater than 30\n  task_id: "batch" is reserved\n',
    });
  });

  it('are the envelope for programs', async () => {
    const error = { code: 'TASK_NOT_FOUND', message: 'task not found', details: 'task x does not exist' };
    gateway.refuse('GET /v1/tasks/x', 404, error);
    const { code, stdout, stderr } = await cli('status', 'x', '--json');
    expect([code, stdout, JSON.parse(stderr)]).toEqual([3, '', { error }]);
  });

  it('say that no server answers', async () => {
    const { code, stderr } = await cli('ls', '--url', 'http://127.0.0.1:9');
    expect(code).toBe(5);
    expect(stderr).toContain('no gateway answers at http://127.0.0.1:9');
  });

  it('say that the server which answers is no gateway', async () => {
    gateway.on('GET /v1/tasks', (_request, response) => void response.writeHead(502).end('<h1>Bad Gateway</h1>'));
    const { code, stderr } = await cli('ls');
    expect(code).toBe(5);
    expect(stderr).toContain('said 502, not in the form of a Switchyard gateway');
  });

  it('hold no escape sequences of others', async () => {
    gateway.refuse('GET /v1/tasks/x', 404, { code: 'TASK_NOT_FOUND', message: '\u001b[2Jgone', details: 'a\u0007b' });
    expect((await cli('status', 'x')).stderr).toBe('error: gone\n  a b\n');
  });

  it.each([
    ['nonsense'],
    ['status'],
    ['ls', '--status', 'happy'],
    ['gc'],
    ['gc', '--older', '7'],
    ['--url', 'x', 'ls'],
  ])('of usage end with 2: %s %s %s', async (...args) => expect((await cli(...args)).code).toBe(2));

  it('of an unknown task name its near matches', async () => {
    const { code, stderr } = await cli('run', 'ffmpeg.extract_audo', '--video-path', 'x');
    expect(code).toBe(3);
    expect(stderr).toContain('did you mean ffmpeg.extract_audio');
  });
});

describe('help', () => {
  it('of every command has an example', async () => {
    const names = 'run submit status watch result cancel ls rm gc catalog files models compare mcp doctor'.split(' ');
    const inner = [
      'files put',
      'files get',
      'files ls',
      'files rm',
      'models pull',
      'models verify',
      'run ffmpeg.probe',
    ];
    for (const name of [...names, ...inner]) {
      const { code, stdout } = await cli(...name.split(' '), '--help');
      expect([name, code]).toEqual([name, 0]);
      expect(stdout).toMatch(/Examples:\n {2}\$ switchyard \w+/);
    }
  });

  it('tells the exit codes', async () => {
    expect((await cli('--help')).stdout).toContain('130  interrupted');
  });
});

describe('tasks', () => {
  it('ls follows the pages until it has enough', async () => {
    gateway.on('GET /v1/tasks', ({ path }, response) => {
      const next = path.includes('cursor=7') ? null : '7';
      response.end(JSON.stringify({ tasks: [view({ task_id: `before-${next}` })], next_cursor: next }));
    });
    const { stdout } = await cli('ls', '--all', '--status', 'succeeded', '--json');
    expect((JSON.parse(stdout) as { tasks: { task_id: string }[] }).tasks.map(({ task_id }) => task_id)).toEqual([
      'before-7',
      'before-null',
    ]);
    expect(gateway.seen.map(({ path }) => path)).toEqual([
      '/v1/tasks?limit=500&status=succeeded',
      '/v1/tasks?limit=500&status=succeeded&cursor=7',
    ]);
  });

  it('watch prints each event once as a line of JSON, over a cut too, and ends as the task did', async () => {
    const events = [event(1, 'created'), event(2, 'progress', { progress: 0.5 }), event(3, 'failed')];
    gateway.onSocket('/ws/runs/t1/events', (socket, path) => {
      const first = Number(path.split('from_seq=')[1]);
      const frames = events.slice(first, first + 2).map((data) => ({ type: 'event', data }));
      sendFrames(socket, { type: 'ping', data: {} }, ...frames);
      if (first === 0) return socket.close(1012);
      sendFrames(socket, { type: 'status', data: { status: 'done' } });
      socket.close(1000);
    });
    gateway.on('GET /v1/tasks/t1', view({ status: 'failed' }));
    const { code, stdout, stderr } = await cli('watch', 't1', '--json');
    expect([code, linesOf(stdout)]).toEqual([1, events]);
    expect(stderr).toContain('connecting again');
    expect(gateway.seen.map(({ path }) => path).slice(0, 2)).toEqual([
      '/ws/runs/t1/events?from_seq=0',
      '/ws/runs/t1/events?from_seq=2',
    ]);
  });

  it('watch says what the gateway says when there is no such task', async () => {
    gateway.onSocket('/ws/runs/none/events', (socket) => {
      sendFrames(socket, { type: 'error', data: { code: 'RUN_NOT_FOUND', message: 'run not found' } });
      socket.close(4404, 'RUN_NOT_FOUND');
    });
    expect(await cli('watch', 'none')).toMatchObject({ code: 3, stderr: expect.stringContaining('run not found') });
  });

  it('watch ends at once when the gateway does not let it in', async () => {
    expect(await cli('watch', 't1')).toMatchObject({ code: 3, stderr: expect.stringContaining('said 404') });
  });

  it('ls --follow lists tasks, then each that changes and fits', async () => {
    const interrupts = new Interrupts();
    const runOf = (id: string, task_state: string) => ({
      ...{ id, type: 'task', name: 'ffmpeg.probe', progress: 50, start_time: null, end_time: null },
      metadata: { task_state, created_at: AT },
    });
    gateway.on('GET /v1/tasks', (_request, response) => {
      response.end(JSON.stringify({ tasks: [view({ task_id: 'old', status: 'running' })], next_cursor: null }));
      if (gateway.requestsTo('GET /v1/tasks').length === 2) interrupts.interrupt();
    });
    gateway.onSocket('/ws/monitor', (socket) => {
      const items = [runOf('new', 'running'), runOf('other', 'queued'), { ...runOf('job', 'running'), type: 'flow' }];
      sendFrames(socket, { type: 'workflows', data: { items: [], total: 0, snapshot: true } });
      sendFrames(socket, { type: 'stats', data: {} }, { type: 'workflows', data: { items, removed: [] } });
      sendFrames(socket, { type: 'workflows', data: { items, removed: [] } });
      sendFrames(socket, { type: 'workflows', data: { items: [], total: 0, snapshot: true } }); // as after a cut
    });
    const { code, stdout } = await run(['ls', '--follow', '--json', '--status', 'running'], {
      switchyardUrl: gateway.url,
      interrupts,
    });
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject([
      { task_id: 'old', status: 'running' },
      { task_id: 'new', status: 'running', progress: 0.5, created_at: AT },
    ]);
  });

  it('result of a task that has not ended is a conflict', async () => {
    gateway.refuse('GET /v1/tasks/t1/result', 409, { code: 'TASK_CONFLICT', message: 'the task has not ended' });
    expect((await cli('result', 't1')).code).toBe(4);
  });

  it('result prints the output', async () => {
    gateway.on('GET /v1/tasks/t1/result', result({ output: { files: { srt: '/share/a.srt' }, model: null } }));
    expect((await cli('result', 't1')).stdout).toBe('files.srt  /share/a.srt\nmodel      -\n');
  });

  it('rm says what became of each resource', async () => {
    const results = [{ resource: 'files', status: 'failed', message: 'the files could not be removed' }];
    gateway.on('DELETE /v1/tasks/t1', { task_id: 't1', results });
    const { code, stdout } = await cli('rm', 't1', '--force');
    expect([code, gateway.seen[0]?.path]).toEqual([1, '/v1/tasks/t1?force=true']);
    expect(stdout).toContain('the files could not be removed');
  });

  it('catalog is known without a gateway too', async () => {
    const { code, stdout } = await run(['catalog', 'ffmpeg.extract_audio'], { switchyardUrl: 'http://127.0.0.1:9' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/sample_rate +integer +16000 +8000 to 192000 +samples per second/);
  });
});

describe('gc', () => {
  const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
  beforeEach(() => {
    const tasks = [
      view({ task_id: 'old', completed_at: ago(8 * 86_400_000) }),
      view({ task_id: 'young', completed_at: ago(86_400_000) }),
      view({ task_id: 'waiting', status: 'queued', completed_at: null }),
    ];
    gateway
      .on('GET /v1/tasks', { tasks, next_cursor: null })
      .on('DELETE /v1/tasks/old', { task_id: 'old', results: [] });
  });

  it('removes what ended long ago and nothing else', async () => {
    const { stdout } = await cli('gc', '--older', '7d', '--json');
    expect(JSON.parse(stdout)).toEqual({ dry_run: false, removed: ['old'], failed: [] });
    expect(gateway.seen.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
      '/v1/tasks/old?force=false',
    ]);
  });

  it('removes nothing in a dry run', async () => {
    expect((await cli('gc', '--older', '7d', '--dry-run')).stdout).toContain('would remove 1 tasks');
    expect(gateway.seen.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('files', () => {
  it('get writes the whole file or nothing', async () => {
    const target = join(directory, 'got.wav');
    gateway.on('GET /v1/files/a%20b/c.wav', (_request, response) => void response.end('sound'));
    expect((await cli('files', 'get', '/share/a b/c.wav', '-o', target)).code).toBe(0);
    expect(await readFile(target, 'utf8')).toBe('sound');
    gateway.on('GET /v1/files/a%20b/c.wav', (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('noi');
      setTimeout(() => response.destroy(), 20);
    });
    expect((await cli('files', 'get', '/share/a b/c.wav', '-o', target)).code).not.toBe(0);
    expect([await readFile(target, 'utf8'), await readdir(directory)]).toEqual(['sound', ['got.wav']]);
  });

  it('get brings every file of a directory', async () => {
    const files = ['/share/w/d/1.png', '/share/w/d/in/2.png'].map((path) => ({ path, size: 3 }));
    gateway
      .refuse('GET /v1/files/w/d', 404, { code: 'FILE_NOT_FOUND', message: 'file not found' })
      .on('GET /v1/files', { files, next_cursor: null })
      .on('GET /v1/files/w/d/1.png', (_request, response) => void response.end('one'))
      .on('GET /v1/files/w/d/in/2.png', (_request, response) => void response.end('two'));
    await cli('files', 'get', '/share/w/d', '-o', `${directory}/`);
    expect(await readFile(join(directory, 'd', 'in', '2.png'), 'utf8')).toBe('two');
  });

  it('get never replaces a file by its name alone', async () => {
    expect((await cli('files', 'get', '/share/uploads/1/package.json')).code).toBe(4);
  });

  it('put prints the path of each file on the share', async () => {
    const film = join(directory, 'film.mp4');
    await writeFile(film, 'x');
    gateway.on('POST /v1/files', { path: '/share/uploads/1/film.mp4', size: 1, sha256: '' });
    expect((await cli('files', 'put', film)).stdout).toBe('/share/uploads/1/film.mp4\n');
    expect((await cli('files', 'put', film, join(directory, 'nowhere'))).code).toBe(3);
  });
});

describe('models', () => {
  it('ls tells what is not here', async () => {
    const { code, stdout } = await cli('models', 'ls', '--json');
    const { models } = JSON.parse(stdout) as { models: { state: string }[] };
    expect([code, new Set(models.map(({ state }) => state))]).toEqual([0, new Set(['missing'])]);
  });

  it('pull of an unknown name is not found', async () => {
    expect((await cli('models', 'pull', 'gpt-9')).code).toBe(3);
  });
});
