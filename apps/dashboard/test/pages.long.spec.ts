import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SENTENCES, TestSystem, conversation, speech, subtitledVideo, textPicture, waitFor } from '@switchyard/testing';
import type { Page } from 'playwright-core';
import { NARROW_DARK, TestBrowser, WIDE, overflow, seriousFindings, untilStill } from './browser';

const MODELS = join(__dirname, '../../../.switchyard/models');
const TEST_MS = 600_000;
/** Where pictures of all pages are put, for people to look at. */
const SHOTS = process.env['SCREENSHOTS'];

const LOOKS = [WIDE, NARROW_DARK].flatMap((look) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ ...look, colorScheme })),
);
const LANGUAGES = [
  { locale: 'en', looks: LOOKS },
  { locale: 'zh-CN', looks: [NARROW_DARK, WIDE] },
];

const NUMBERED = Array.from({ length: 5 }, (_, n) => ({ n }));

/** A long chain, and one of its routines with two neighbours. */
const FLOW = {
  flow_id: 'lists',
  name: 'Lists',
  routines: {
    each: { type: 'split', config: { value: 'list' } },
    twice: { type: 'map', config: { value: '{"n": n * 2}' }, slots: { in: { max_queue_length: 2 } } },
    kept: { type: 'filter', config: { when: 'n > 2' } },
    named: { type: 'map', config: { value: '{"name": "item " & n}' } },
    again: { type: 'map', config: { value: '{"name": name, "again": true}' } },
    told: { type: 'map', config: { value: 'name' } },
    ignored: { type: 'filter', config: { when: 'n > 6' } },
  },
  connections: [
    'each -> twice',
    'twice -> kept',
    'twice -> ignored',
    'kept -> named',
    'named -> again',
    'again -> told',
  ],
};

describe('every page with something on it', () => {
  let system: TestSystem;
  let browser: TestBrowser;
  const gates = mkdtempSync(join(tmpdir(), 'switchyard-gates-'));
  let key: string | undefined;
  /** What keeps people from using a page; every page is looked at before it is told. */
  const found: string[] = [];
  const paths = new Map<string, string>();

  beforeAll(async () => {
    const gpu = { GPU_SIMULATE: '1', GPU_GATE_DIR: gates };
    const settings = { MODELS_DIR: MODELS, WHISPER_MODEL: 'tiny.en', ...gpu };
    system = await TestSystem.start(['faster_whisper', 'pyannote_audio', 'paddleocr', 'ffmpeg', 'llm'], settings);
    browser = await TestBrowser.start();
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
    await fill();
  }, TEST_MS);
  afterAll(async () => {
    await browser.close();
    await system.stop();
    rmSync(gates, { recursive: true });
  });

  const done = async (task: string, input: object): Promise<string> => {
    const id = await system.api.start(task, input);
    await system.api.untilFinal(id, 90_000);
    return `/tasks/${id}`;
  };

  /** Sends what must be taken. */
  async function post(path: string, body: object): Promise<Record<string, string>> {
    const headers = key === undefined ? undefined : { authorization: `Bearer ${key}` };
    const reply = await system.api.request<Record<string, string>>('POST', path, body, headers);
    if (reply.status >= 300) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  /** Tasks that ended, run and wait; a job that stands still; an idle machine and its programs; keys. */
  async function fill(): Promise<void> {
    const { path: video } = await subtitledVideo();
    const video_path = system.put(video, 'film.mp4');
    const audio_path = system.put(await speech());
    const [first = '', second = '', third = ''] = SENTENCES;
    const { path: talk } = await conversation([
      { voice: 'rms', text: first, pause: 0 },
      { voice: 'slt', text: second, pause: 1 },
      { voice: 'rms', text: third, pause: 1 },
    ]);
    paths.set('transcribed', await done('faster_whisper.transcribe_audio', { audio_path }));
    paths.set('speakers', await done('pyannote_audio.diarize_speakers', { audio_path: system.put(talk) }));
    paths.set('picture', await done('paddleocr.perform_ocr', { image_path: system.put(await textPicture()) }));
    paths.set('before and after', await done('ffmpeg.mux', { video_path, audio_path }));
    paths.set('json', await done('ffmpeg.probe', { video_path }));
    paths.set('chat', await done('llm.chat', { messages: [{ role: 'user', content: 'Name three colours.' }] }));
    writeFileSync(join(system.share, 'broken.mp4'), 'this is no film');
    paths.set('failed', await done('ffmpeg.extract_audio', { video_path: '/share/broken.mp4' }));

    await post('/api/flows', { flow: FLOW });
    const job = await post('/api/jobs', { flow_id: 'lists', data: { list: NUMBERED } });
    await post(`/api/jobs/${job['job_id']}/debug/breakpoints`, { routine_id: 'twice' });
    paths.set('job', `/jobs/${job['job_id']}`);
    system.startFlowEngine();

    system.startAgent('attic');
    const program = await post('/tasks', { code: 'print("six times seven is", 6 * 7)' });
    paths.set('program', `/programs/${program['task_id']}`);
    await post('/tasks', { code: 'while True: pass', timeout: 300 });
    await post('/tasks', { code: 'print(1)', resources: { cpu: 64 } });

    const long = system.put(await speech(SENTENCES, { repeat: 150 }), 'long.wav');
    paths.set('running', `/tasks/${await system.api.start('faster_whisper.transcribe_audio', { audio_path: long })}`);
    await waitFor('a GPU that is held', async () => {
      const { body } = await system.api.request<object>('GET', '/v1/workers');
      return JSON.stringify(body).includes('"running":1');
    });
    paths.set('waiting', `/tasks/${await system.api.start('pyannote_audio.diarize_speakers', { audio_path: long })}`);
    paths.set('no worker', `/tasks/${await system.api.start('tts.generate_speech', { text: 'Nobody says this.' })}`);
  }

  async function look(page: Page, name: string, looks = LOOKS): Promise<void> {
    for (const one of looks) {
      await page.setViewportSize(one);
      await page.emulateMedia({ colorScheme: one.colorScheme });
      await untilStill(page);
      const file = `${name}, ${one.width}, ${one.colorScheme}.png`;
      if (SHOTS) await page.screenshot({ path: join(SHOTS, file), fullPage: true });
      found.push(...(await seriousFindings(page)).map((finding) => `${file}: ${finding}`));
      if ((await overflow(page)) > 0) found.push(`${file}: wider than its window`);
    }
  }

  const PAGES = {
    overview: '',
    'new task': '/submit?task=faster_whisper.transcribe_audio',
    'new program': '/submit?task=python',
    tasks: '/tasks',
    'tasks that failed': '/tasks?status=failed',
    flows: '/flows',
    'new flow': '/new-flow',
    flow: '/flows/lists',
    gpus: '/gpus',
    monitor: '/monitor',
    workers: '/workers',
    nodes: '/nodes',
    'no such page': '/nowhere',
  };

  it.each(LANGUAGES)(
    'can be read and used, wide and narrow, light and dark, in $locale',
    async ({ locale, looks }) => {
      const page = await browser.open(`${system.api.url}/web`, WIDE, locale);
      for (const [name, path] of [...Object.entries(PAGES), ...paths]) {
        await page.goto(`${system.api.url}/web${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        // not: nothing is asked for any more, since the page of a running task always asks
        await waitFor('what is shown', async () => (await page.locator('.mantine-Loader-root').count()) === 0);
        await look(page, locale === 'en' ? name : `${locale} ${name}`, looks);
      }
    },
    TEST_MS,
  );

  it(
    'so can the queues of bull-board',
    async () => {
      const page = await browser.open(`${system.api.url}/admin/queues`);
      await page.getByText('faster_whisper').first().waitFor();
      if (SHOTS) await page.screenshot({ path: join(SHOTS, 'queues.png') });
    },
    TEST_MS,
  );

  it(
    'so can the keys, and the page that asks for one',
    async () => {
      for (const [name, scope] of [
        ['everything', 'admin'],
        ['player', 'read'],
        ['attic', 'node'],
      ]) {
        const made = await post('/v1/keys', { name, scopes: [scope] });
        key ??= made['text'];
      }
      const page = await browser.open(`${system.api.url}/web/keys`);
      await page.getByText('The page needs one').waitFor();
      await look(page, 'which key');
      await page.getByLabel('API key').fill(key ?? '');
      await page.getByRole('button', { name: 'Use this key' }).click();
      await page.getByRole('row', { name: /attic/ }).waitFor();
      await look(page, 'keys');
    },
    TEST_MS,
  );

  it('nothing serious was found', () => expect(found).toEqual([]));
  it('no page had an error or asked another host', () => expect(browser.faults).toEqual([]));
});
