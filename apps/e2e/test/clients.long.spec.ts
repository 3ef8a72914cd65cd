import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Receiver, SENTENCES } from '@switchyard/testing';
import { parseSrt } from '@switchyard/subtitles';
import { describeBursts } from './compat/bursts';
import { CompatWorld, wordsOf } from './compat/compat-world';
import { IDLE_SECONDS, describeResources } from './compat/resources';
import { clientsPython } from './python';

const ROOT = resolve(__dirname, '../../..');
const said = wordsOf(SENTENCES.join(' '));

/** The snippets of a page that name a file in their first line. */
const snippetsOf = (page: string): [name: string, text: string][] =>
  [...page.matchAll(/^```\w+\n(?:#|\/\/) (\S+\.\w+)\n([^]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text]);

const SNIPPETS = snippetsOf(readFileSync(join(ROOT, 'docs/clients.md'), 'utf8'));

describe('programs that people have', () => {
  const world = new CompatWorld();
  let collector: Receiver;
  let python: string;
  let folder: string;
  beforeAll(async () => {
    python = clientsPython();
    collector = await Receiver.start();
    const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: new URL(collector.url).origin, ENGINE_IDLE: String(IDLE_SECONDS) };
    await world.start(['pyannote_audio', 'ffmpeg'], ['pyannote-campplus'], settings);
    folder = mkdtempSync(join(tmpdir(), 'switchyard-clients-'));
    copyFileSync(world.spoken, join(folder, 'speech.wav'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  }, 600_000);
  afterAll(async () => {
    collector.stop();
    await world.system.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    OPENAI_BASE_URL: `${world.system.api.url}/v1`,
    OPENAI_API_KEY: 'none',
  });

  async function run(program: string, args: string[], more: NodeJS.ProcessEnv = {}): Promise<string> {
    const env = { ...environment(), ...more };
    return (await promisify(execFile)(program, args, { cwd: folder, env })).stdout;
  }

  /** Runs checks of `clients.py`. */
  async function check(...names: string[]): Promise<void> {
    const args = [join(__dirname, 'fixtures/clients.py'), 'speech.wav', ...names];
    const printed = await run(python, args, { WORDS: said });
    expect(printed.match(/^\w+: [\d.]+ s$/gm)).toHaveLength(names.length); // LiteLLM talks, too
  }

  function snippet(name: string): Promise<string> {
    const text = SNIPPETS.find(([known]) => known === name)?.[1];
    if (text === undefined) throw new Error(`docs/clients.md has no snippet ${name}`);
    writeFileSync(join(folder, name), text);
    const programs: Record<string, string> = { py: python, mjs: process.execPath, sh: 'bash' };
    return run(programs[name.split('.').at(-1) ?? ''] ?? '', name.endsWith('.sh') ? ['-eu', name] : [name]);
  }

  it('openai for Python and LiteLLM: formats, times, speakers, streams, errors, a client that goes away', async () => {
    await check('formats', 'times', 'speakers', 'streams', 'errors', 'cancel_on_disconnect', 'lite_llm');
  }, 600_000);

  it('openai for Python, as documented', async () => {
    const printed = await snippet('with_openai.py');
    expect(wordsOf(printed)).toContain(said);
    expect(printed).toContain('Paris');
    expect(readFileSync(join(folder, 'spoken.wav')).subarray(0, 4).toString()).toBe('RIFF');
  }, 120_000);

  it('openai for Node, as documented', async () => {
    expect(wordsOf(await snippet('with-openai.mjs'))).toBe(said);
  }, 120_000);

  it('LiteLLM, as documented', async () => {
    const printed = await snippet('with_litellm.py');
    expect(wordsOf(printed)).toContain(said);
    expect(printed).toContain('Paris');
  }, 120_000);

  it('Home Assistant, as documented', async () => {
    const { text } = JSON.parse(await snippet('home-assistant.sh')) as { text: string };
    expect(wordsOf(text)).toBe(said);
    expect(existsSync(join(folder, 'answer.wav'))).toBe(true);
  }, 120_000);

  it('Bazarr, as documented', async () => {
    const [, detected = '', srt = ''] = /^(\{[^}]*\})([^]*)$/.exec(await snippet('bazarr.sh')) ?? [];
    expect(JSON.parse(detected)).toMatchObject({ detected_language: 'english', language_code: 'en' });
    expect(
      wordsOf(
        parseSrt(srt)
          .map(({ text }) => text)
          .join(' '),
      ),
    ).toBe(said);
  }, 120_000);

  it('an agent, as documented', async () => {
    expect(await snippet('agent.mjs')).toMatch(/^\d+ [^]*Paris/);
  }, 120_000);

  it('Open WebUI with the documented settings: its models, and what it hears and says', async () => {
    const [, text = ''] = SNIPPETS.find(([name]) => name === 'open-webui.env') ?? [];
    const settings = Object.fromEntries(
      text
        .trim()
        .split('\n')
        .map((line) => line.split('=', 2) as [string, string]),
    );
    const here = (name: string): string =>
      (settings[name] ?? '').replace('http://127.0.0.1:8000', world.system.api.url);
    const models = (await (await fetch(`${here('OPENAI_API_BASE_URL')}/models`)).json()) as { data: { id: string }[] };
    const ids = models.data.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([settings['AUDIO_STT_MODEL'], settings['AUDIO_TTS_MODEL']]));
    const form = new FormData();
    form.set('file', new Blob([readFileSync(world.spoken)]), 'speech.wav');
    form.set('model', settings['AUDIO_STT_MODEL'] ?? '');
    const heard = await fetch(`${here('AUDIO_STT_OPENAI_API_BASE_URL')}/audio/transcriptions`, {
      method: 'POST',
      body: form,
    });
    expect(wordsOf(((await heard.json()) as { text: string }).text)).toBe(said);
    const spoken = await fetch(`${here('AUDIO_TTS_OPENAI_API_BASE_URL')}/audio/speech`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: settings['AUDIO_TTS_MODEL'],
        voice: settings['AUDIO_TTS_VOICE'],
        input: 'Good morning.',
      }),
    });
    expect([spoken.status, spoken.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
    await spoken.arrayBuffer();
  }, 120_000);

  describeResources(world, () => collector);

  // It makes keys, which every request needs from then on.
  describeBursts(world);

  it('openai for Python without a key, where keys are needed', () => check('no_key'), 60_000);
});
