import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Interrupts } from '../src/interrupts';
import { run } from './command-line';
import { FakeGateway } from './fake-gateway';
import { event, frame, result, stream, view } from './samples';

let gateway: FakeGateway;
let directory: string;
let film: string;
beforeAll(async () => {
  gateway = await FakeGateway.start();
  directory = await mkdtemp(join(tmpdir(), 'switchyard-cli-'));
  film = join(directory, 'film.mp4');
  await writeFile(film, 'moving pictures');
});
afterAll(async () => {
  await gateway.stop();
  await rm(directory, { recursive: true });
});
beforeEach(() => {
  gateway.reset();
  gateway
    .on('POST /v1/files', { path: '/share/uploads/1/film.mp4', size: 15, sha256: '' }, 201)
    .on(
      'POST /v1/tasks',
      { task_id: 't1', workflow_id: 't1', status: 'queued', position: 1, estimated_wait: null },
      202,
    )
    .on('GET /v1/tasks/t1', view())
    .on('GET /v1/tasks/t1/result', result())
    .on('GET /v1/tasks/t1/events', (_request, response) => {
      stream(response, event(1, 'created'), event(2, 'started', { attempt: 1 }), event(3, 'completed')).end();
    });
});

const cli = (args: string[], options: Parameters<typeof run>[1] = {}) =>
  run(args, { switchyardUrl: gateway.url, ...options });
const submitted = (): Record<string, unknown> =>
  JSON.parse(gateway.requestsTo('POST /v1/tasks')[0]?.body ?? '{}') as Record<string, unknown>;

describe('the input', () => {
  it('comes from flags, then --input, then --json-input', async () => {
    const file = JSON.stringify({ video_path: '/share/a', sample_rate: 8000, channels: 2, track: 1 });
    const flags = ['--input', 'channels=3', 'sample_rate=9000', '--sample-rate', '44100', '--normalize-loudness'];
    await cli(['submit', 'ffmpeg.extract_audio', '--json-input', '-', ...flags], { stdin: file });
    expect(submitted()['input_data']).toEqual({
      video_path: '/share/a',
      sample_rate: 44_100,
      channels: 3,
      track: 1,
      normalize_loudness: true,
    });
  });

  it('leaves to the gateway what was not said', async () => {
    await cli(['submit', 'ffmpeg.probe', '--video-path', '/share/a', '--task-id', 'x', '--timeout', '2m']);
    expect(submitted()).toEqual({
      task_name: 'ffmpeg.probe',
      input_data: { video_path: '/share/a' },
      task_id: 'x',
      timeout: 120,
    });
  });

  it('is uploaded where it is a file of this machine', async () => {
    const { stderr } = await cli(['submit', 'ffmpeg.probe', '--video-path', film]);
    const [upload] = gateway.requestsTo('POST /v1/files');
    expect(upload?.body).toContain('filename="film.mp4"');
    expect(upload?.body).toContain('\r\n\r\nmoving pictures\r\n');
    expect(upload?.headers['content-length']).toBe(String(upload?.body.length));
    expect(stderr).toContain(`uploaded ${film} to /share/uploads/1/film.mp4`);
    expect(submitted()['input_data']).toEqual({ video_path: '/share/uploads/1/film.mp4' });
  });

  it('is not uploaded where it lies on the share', async () => {
    await cli(['submit', 'ffmpeg.probe', '--video-path', film], { shareRoot: directory });
    expect(gateway.requestsTo('POST /v1/files')).toEqual([]);
    expect(submitted()['input_data']).toEqual({ video_path: '/share/film.mp4' });
  });

  it.each([
    ['a wrong number', ['--sample-rate', '7'], 'sample_rate: must not be less than 8000'],
    ['an unknown field', ['--input', 'fps=3'], 'fps: is not a field here'],
    ['a file that is not there', ['--track', '1', '--video-path', '/nowhere/a.mp4'], 'does not exist on this machine'],
  ])('is refused before anything is sent: %s', async (_name, args, problem) => {
    const { code, stderr } = await cli(['run', 'ffmpeg.extract_audio', '--video-path', film, ...args]);
    expect([code, gateway.seen]).toEqual([2, []]);
    expect(stderr).toContain(problem);
  });

  it('may be left to an earlier stage of the workflow', async () => {
    const { code } = await cli(['submit', 'wservice.generate_subtitle_files', '--workflow-id', 'film']);
    expect([code, submitted()['input_data']]).toEqual([0, {}]);
  });
});

describe('run', () => {
  it('prints the result', async () => {
    const { code, stdout, stderr } = await cli(['run', 'ffmpeg.probe', '--video-path', '/share/a']);
    expect(code).toBe(0);
    expect(stdout).toBe('audio_path  /share/workflows/t1/a.wav\nengine      ffmpeg 7.1\n');
    expect(stderr).toContain('succeeded after 2.5 s');
  });

  it('prints nothing but JSON for programs', async () => {
    const { stdout, stderr } = await cli(['run', 'ffmpeg.probe', '--video-path', '/share/a', '--json']);
    expect([JSON.parse(stdout), stderr]).toEqual([result(), '']);
  });

  it.each([
    ['failed', 1],
    ['timed_out', 6],
    ['expired', 6],
    ['cancelled', 1],
  ] as const)('ends with how the task ended: %s', async (status, expected) => {
    const error = { code: 'INPUT_REJECTED', message: 'it is a text file', retryable: false } as const;
    gateway
      .on('GET /v1/tasks/t1', view({ status, error }))
      .on('GET /v1/tasks/t1/result', { ...result({ output: null, error }), status });
    const { code, stdout, stderr } = await cli(['run', 'ffmpeg.probe', '--video-path', '/share/a']);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(status);
  });

  it('goes on behind the last event when the connection breaks', async () => {
    const asked: unknown[] = [];
    gateway.on('GET /v1/tasks/t1', view({ status: 'running', completed_at: null }));
    gateway.on('GET /v1/tasks/t1/events', ({ headers }, response) => {
      asked.push(headers['last-event-id']);
      if (asked.length > 1) {
        gateway.on('GET /v1/tasks/t1', view());
        stream(response, event(3, 'completed')).end();
      } else {
        stream(response, event(1, 'created'), event(2, 'started'));
        setTimeout(() => response.destroy(), 50);
      }
    });
    const { code, stderr } = await cli(['run', 'ffmpeg.probe', '--video-path', '/share/a']);
    expect([code, asked]).toEqual([0, ['0', '2']]);
    expect(stderr).toContain('connecting again');
  });

  it('cancels the task at the first interrupt and waits for its end', async () => {
    const interrupts = new Interrupts();
    gateway.on('GET /v1/tasks/t1/events', (_request, response) => {
      stream(response, event(1, 'created'), event(2, 'started'));
      gateway.on('POST /v1/tasks/t1/cancel', (_cancel, reply) => {
        gateway.on('GET /v1/tasks/t1', view({ status: 'cancelled' }));
        response.end(frame(event(3, 'cancelled')));
        reply.end('{}');
      });
      setTimeout(() => interrupts.interrupt(), 50);
    });
    const { code, stderr } = await cli(['run', 'ffmpeg.probe', '--video-path', '/share/a'], { interrupts });
    expect(code).toBe(130);
    expect(stderr).toContain('cancelled after');
  });

  it('leaves at the second interrupt', async () => {
    const interrupts = new Interrupts();
    gateway.on('GET /v1/tasks/t1/events', (_request, response) => {
      stream(response, event(1, 'created'));
      setTimeout(() => interrupts.interrupt(), 50);
    });
    gateway.on('POST /v1/tasks/t1/cancel', () => interrupts.interrupt());
    const { code, stderr } = await cli(['run', 'ffmpeg.probe', '--video-path', '/share/a'], { interrupts });
    expect(code).toBe(130);
    expect(stderr).toContain('npx switchyard status t1');
  });
});
