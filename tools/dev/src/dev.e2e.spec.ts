import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSpeechTask, generateSubtitleFilesTask, transcribeAudioTask } from '@switchyard/contracts';
import { startedWith } from '@switchyard/processes';
import { parseSegments, wordErrorRate } from '@switchyard/subtitles';
import { ApiClient, Receiver, SENTENCES, freePort, speech, subtitledVideo, waitFor } from '@switchyard/testing';
import { ROOT } from './dev-settings';
import { freePort as nextFreePort } from './system/ports';
import { exampleFlows } from './flows/example-flows';

const PROGRAM = join(ROOT, 'tools/dev/dist/main.js');
const KEPT_MODELS = join(ROOT, '.switchyard/models');

let home: string;
let env: Record<string, string>;
let ports: number[];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'dev-system-'));
  for (const place of [join(home, 'tmp'), KEPT_MODELS]) mkdirSync(place, { recursive: true });
  symlinkSync(KEPT_MODELS, join(home, 'models'));
  ports = [await freePort(), await freePort()];
  const [port, redisPort] = ports.map(String);
  env = {
    ...{ DEV_HOME: home, TMPDIR: join(home, 'tmp'), PORT: port ?? '', DEV_REDIS_PORT: redisPort ?? '' },
    ...{ WHISPER_MODEL: 'tiny.en', VIDEO: join(home, 'film.mp4') },
    // As other programs export them.
    ...{ HOST: 'x86_64-conda-linux-gnu', LOG_LEVEL: 'DEBUG' },
  };
  await makeFilm(join(home, 'film.mp4'));
}, 180_000);

afterAll(async () => {
  await ended(start('down'));
  rmSync(home, { recursive: true });
}, 60_000);

/** A video with something to read and something to hear. */
async function makeFilm(path: string): Promise<void> {
  const { path: pictures } = await subtitledVideo();
  const inputs = ['-i', pictures, '-i', await speech()];
  execFileSync('ffmpeg', ['-v', 'error', ...inputs, '-c:v', 'copy', '-c:a', 'aac', '-shortest', path]);
}

interface Started {
  child: ChildProcess;
  said: () => string;
}

function start(command: string): Started {
  const child = spawn(process.execPath, [PROGRAM, ...command.split(' ')], { env: { ...process.env, ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, said: () => text };
}

async function ended({ child, said }: Started): Promise<{ code: number | null; text: string }> {
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text: said() };
}

/** The commands of all processes that belong to this system: each has its directory for temporary files. */
const belongings = (): string[] => startedWith(`TMPDIR=${env.TMPDIR}`).map(({ command }) => command);

/** Engines notice in a moment that their worker has ended. */
async function nothingIsLeft(): Promise<void> {
  await waitFor('the end of every process', () => belongings().length === 0);
  expect(await Promise.all(ports.map(nextFreePort))).toEqual(ports);
}

describe('the demo', () => {
  it('reads and hears a video, and ends what it started', async () => {
    const { code, text } = await ended(start('demo'));
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('Switchyard never sleeps') });
    expect(text).toMatch(/fresh coffee|train to the coast/i);
    await nothingIsLeft();
  }, 120_000);

  it('ends with 130 on Ctrl-C, and nothing of it goes on', async () => {
    const demo = start('demo');
    const end = ended(demo);
    await waitFor('an engine at work', () => belongings().some((command) => command.includes('.engine')), 60_000);
    demo.child.kill('SIGINT');
    expect(await end).toMatchObject({ code: 130, text: expect.stringContaining('stopped by SIGINT') });
    await nothingIsLeft();
  }, 120_000);
});

/** One more worker of a developer, beside those of the system. */
async function takesOneMoreWorker(): Promise<void> {
  const workers = async (): Promise<number> => {
    const reply = await fetch(`http://127.0.0.1:${ports[0]}/v1/workers`);
    return ((await reply.json()) as { workers: { service: string }[] }).workers.filter((w) => w.service === 'wservice').length; // prettier-ignore
  };
  expect(await ended(start('start subtitle-worker'))).toMatchObject({ code: 0 });
  await waitFor('two workers of subtitles', async () => (await workers()) === 2);
  expect(await ended(start('stop subtitle-worker'))).toMatchObject({ code: 0, text: 'subtitle-worker stopped\n' });
  expect(await workers()).toBe(1);
}

/** A program of a developer, on this machine, is told of the end of a task. */
async function tellsOfTheEnd(): Promise<void> {
  const receiver = await Receiver.start();
  writeFileSync(join(home, 'share', 'a.json'), JSON.stringify([{ start: 0, end: 1, text: 'Hello' }]));
  const callback = receiver.url.replace('127.0.0.1', 'localhost');
  const task_id = await new ApiClient(`http://127.0.0.1:${ports[0]}`).start(
    generateSubtitleFilesTask.name,
    { segments_file: '/share/a.json' },
    { callback },
  );
  const [told] = await receiver.times(1);
  expect(told?.body).toMatchObject({ task_id, status: 'succeeded' });
  receiver.stop();
}

/** What one worker says another one understands. The voice differs each time: seldom is a word or two heard wrong. */
async function hearsWhatItSays(): Promise<void> {
  const api = new ApiClient(`http://127.0.0.1:${ports[0]}`);
  const text = SENTENCES.join(' ');
  const of = async (task: string, input: object): Promise<Record<string, unknown>> => {
    const id = await api.start(task, input);
    expect(await api.untilFinal(id)).toMatchObject({ status: 'succeeded' });
    return (await api.stage(id)).output ?? {};
  };
  const { audio_path } = await of(generateSpeechTask.name, { text });
  const { segments_file } = await of(transcribeAudioTask.name, { audio_path });
  const file = join(home, String(segments_file));
  const heard = parseSegments(readFileSync(file, 'utf8')).map((segment) => segment.text);
  expect(wordErrorRate(heard.join(' '), text)).toBeLessThan(0.25);
}

/** Another program of this machine, or a page in a browser, gets nothing out of Redis, and sees no password. */
async function keepsItsRedisToItself(): Promise<void> {
  const socket = connect(ports[1]!, '127.0.0.1', () => socket.write('KEYS *\r\n'));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toMatch(/^-NOAUTH /);
  const password = /requirepass (\w+)/.exec(readFileSync(join(home, 'redis', 'switchyard.conf'), 'utf8'))?.[1] ?? '';
  expect(password).toHaveLength(48);
  expect(belongings().filter((command) => command.includes(password))).toEqual([]);
}

describe('the system in the background', () => {
  it('goes on until it is ended, once', async () => {
    expect(await ended(start('up'))).toMatchObject({ code: 0 });
    expect((await fetch(`http://127.0.0.1:${ports[0]}/health/ready`)).status).toBe(200);
    const flows = await fetch(`http://127.0.0.1:${ports[0]}/api/flows`);
    expect(await flows.json()).toMatchObject({ total: exampleFlows().length });
    await keepsItsRedisToItself();
    await tellsOfTheEnd();
    await hearsWhatItSays();
    await takesOneMoreWorker();
    expect(await ended(start('up'))).toMatchObject({ code: 0, text: expect.stringContaining('it runs already') });
    expect(await ended(start('down'))).toMatchObject({ code: 0, text: 'stopped\n' });
    await nothingIsLeft();
    expect(await ended(start('down'))).toMatchObject({ code: 0, text: 'nothing runs\n' });
  }, 120_000);
});
