import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SENTENCES, TestSystem, speech, subtitledVideo, waitFor } from '@switchyard/testing';
import type { Page } from 'playwright-core';
import { NARROW_DARK, TestBrowser, WIDE, drop, overflow, seriousFindings, untilStill } from './browser';

const MODELS = join(__dirname, '../../../.switchyard/models');
const TEST_MS = 90_000;
/** Says its first sentences soon, and has more to do for long. */
const SLOW_BUT_SOON = { temperature: 0, beam_size: 5 };
/** Its name would run a script if it were taken for HTML. */
const EVIL = '<img src=x onerror="document.title=1">.mp4';

let system: TestSystem;
let browser: TestBrowser;
let film: string;
/** What earlier tests left to look at. */
const left = { task: '', job: '' };
/** Compressed, with everything that is needed before the first page can be used. */
const MOST_FIRST_BYTES = 350_000;

beforeAll(async () => {
  const settings = { MODELS_DIR: MODELS, WHISPER_MODEL: 'tiny.en', WHISPER_CHUNK: '20', WHISPER_LANES: '1' };
  system = await TestSystem.start(['faster_whisper', 'wservice'], settings);
  browser = await TestBrowser.start();
  film = join(system.directory, 'film.mp4');
  const inputs = ['-i', (await subtitledVideo()).path, '-i', await speech()];
  execFileSync('ffmpeg', ['-v', 'error', ...inputs, '-c:v', 'copy', '-c:a', 'aac', '-shortest', film]);
}, TEST_MS);

afterAll(async () => {
  await browser.close();
  await system.stop();
});

const open = (path: string, ...look: [Parameters<TestBrowser['open']>[1]?, string?]): Promise<Page> =>
  browser.open(`${system.api.url}${path}`, ...look);

const untilState = (page: Page, state: string): Promise<void> =>
  page.locator(`.sy-state[data-state=${state}]`).first().waitFor({ timeout: 40_000 });

async function download(page: Page, name: RegExp): Promise<string> {
  const link = page.getByRole('region', { name: 'Files' }).getByRole('link', { name }).first();
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return readFileSync(await file.path(), 'utf8');
}

it(
  'leads a newcomer from a dropped video to subtitles, and lets wrong text be mended',
  async () => {
    const page = await open('/');
    await page.getByRole('link', { name: 'New task' }).click();
    await page.getByRole('button', { name: /what is said/ }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('is required').waitFor();
    await drop(page, '.sy-drop', film, EVIL);
    const path = page.getByPlaceholder('/share/…').first();
    await waitFor('the end of the upload', async () => (await path.inputValue()).startsWith('/share/uploads/'));
    await page.getByRole('button', { name: 'Start' }).click();
    await untilState(page, 'succeeded');
    left.task = new URL(page.url()).pathname.replace('/web', '');
    expect(await download(page, /\.srt$/)).toMatch(/-->[^]*train/);

    await page.getByRole('button', { name: /train/ }).first().click();
    expect(await page.evaluate('document.querySelector("video").textTracks[0].cues.length')).toBeGreaterThan(2);
    await page.locator('.sy-cue[data-current]').waitFor();
    await page.getByRole('button', { name: 'Correct the text' }).click();
    await page.locator('.sy-cue textarea').first().fill('Mended by hand');
    await page.getByRole('button', { name: 'Save as new' }).click();
    await page.getByRole('link', { name: /open the new files/ }).click();
    await page.waitForURL((url) => url.pathname.length > '/web/tasks/'.length);
    await untilState(page, 'succeeded');
    expect(await download(page, /^corrected\.srt$/)).toContain('Mended by hand');
    expect(await page.title()).toBe('Switchyard');
    expect(await seriousFindings(page)).toEqual([]);
  },
  TEST_MS,
);

it(
  'cancels, tries again and deletes many at once',
  async () => {
    const task = 'ffmpeg.probe'; // no worker of it runs
    const video_path = system.put(film);
    for (let n = 0; n < 3; n += 1) await system.api.start(task, { video_path });
    const states = async (): Promise<string> => {
      const { body } = await system.api.request('GET', `/v1/tasks?task_name=${task}`);
      return (body as { tasks: { status: string }[] }).tasks.map(({ status }) => status).join(' ');
    };
    const page = await open(`/web/tasks?name=${task}`);
    /** Once what was done before is over, which leaves nothing chosen. */
    const choose = async (count: number): Promise<void> => {
      const all = page.getByRole('checkbox', { name: `Choose all ${count} that are shown` });
      await page.getByRole('button', { name: /^Delete/ }).waitFor({ state: 'hidden' });
      await all.check();
    };
    await choose(3);
    await page.getByRole('button', { name: 'Cancel (3)' }).click();
    await waitFor('three ends', async () => (await states()) === 'cancelled cancelled cancelled');
    await choose(3);
    await page.getByRole('button', { name: 'Try again (3)' }).click();
    await waitFor('three more', async () => (await states()) === 'queued queued queued cancelled cancelled cancelled');
    await choose(6);
    await page.getByRole('button', { name: 'Cancel (3)' }).click();
    await waitFor('six ends', async () => !(await states()).includes('queued'));
    await choose(6);
    await page.getByRole('button', { name: 'Delete (6)' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await waitFor('none', async () => (await states()) === '');
  },
  TEST_MS,
);

it(
  'cancels, tries again and deletes, and says so while the gateway is away',
  async () => {
    const audio_path = system.put(await speech(SENTENCES, { repeat: 100 }));
    const id = await system.api.start('faster_whisper.transcribe_audio', { audio_path, ...SLOW_BUT_SOON });
    const page = await open(`/web/tasks/${id}`);
    await untilState(page, 'running');
    await page.locator('.sy-cue').first().waitFor({ timeout: 40_000 });

    await system.processes[0]?.end();
    await page.getByText('The gateway does not answer').waitFor();
    await system.startGateway();
    await page.getByText('The gateway does not answer').waitFor({ state: 'hidden' });
    await page.getByRole('tab', { name: /Events/ }).click();
    await page.locator('.sy-event').first().waitFor();
    // The newest is on top, and only what is in sight is in the page; more of them come while it is scrolled.
    const started = page.getByText('started', { exact: true }).first();
    await waitFor('the first events', async () => {
      await page.evaluate('document.querySelector(".sy-scroll").scrollTo(0, 1e9)');
      return started.isVisible();
    });

    await page.getByRole('button', { name: 'Cancel' }).click();
    await untilState(page, 'cancelled');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(id));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await untilState(page, 'cancelled');
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL((url) => !url.pathname.includes('/tasks/'));
    expect((await system.api.request('GET', `/v1/tasks/${id}`)).status).toBe(200);

    await page.goto(`${system.api.url}/web/tasks/${id}`);
    await untilState(page, 'cancelled');
    await system.api.request('DELETE', `/v1/tasks/${id}`);
    await page.getByText(`The task ${id} was deleted.`).waitFor();
  },
  TEST_MS,
);

/** Its second slot fills up while the job stands still before it. */
const FLOW = `flow_id: lists
name: Lists
routines:
  each: { type: split, config: { value: list } }
  twice:
    type: map
    config: { value: '{"n": n * 2}' }
    slots: { in: { max_queue_length: 2 } }
  kept: { type: filter, config: { when: n > 2 } }
connections: [each -> twice, twice -> kepd]
`;

it(
  'lets a flow be written, its job be stopped before a routine, stepped through and watched to its end',
  async () => {
    const page = await open('/web/flows');
    await page.getByRole('link', { name: 'New flow' }).click();
    await page.getByLabel('Source in YAML or JSON').fill(FLOW);
    await page.getByText('twice -> kepd: there is no routine kepd').waitFor();
    await page.getByLabel('Source in YAML or JSON').fill(FLOW.replace('kepd', 'kept'));
    await page.getByRole('button', { name: 'Store' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lists' }).waitFor();
    await page.locator('.sy-routine').nth(2).waitFor();

    await page.getByRole('tab', { name: 'Start a job' }).click();
    await page.getByLabel('First item (JSON)').fill('{"list": [{"n": 0}, {"n": 1}, {"n": 2}, {"n": 3}, {"n": 4}]}');
    await page.getByRole('button', { name: 'Start a job' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/web/jobs/'));
    left.job = new URL(page.url()).pathname.replace('/web', '');
    await page.locator('.sy-routine', { hasText: 'twice' }).click();
    await page.getByRole('button', { name: 'Stop here' }).click();
    await page.getByRole('button', { name: 'Do not stop here' }).waitFor();
    system.startFlowEngine();
    await page.getByText('Stopped before twice').waitFor();
    await page.locator('.sy-slot[data-pressure=critical] .sy-pressure[data-pulse=fast]').waitFor();
    await page.getByText('The slot twice.in is full (2 items).').waitFor();
    await page.getByRole('button', { name: '1.2', exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Step' }).click();
    await page.locator('.sy-routine', { hasText: 'twice' }).getByText('1 execution').waitFor();
    await page.getByRole('button', { name: 'Do not stop here' }).click();
    await page.getByRole('button', { name: 'Do not stop here' }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Go on' }).click();
    await untilState(page, 'completed');
    await page.getByRole('tab', { name: 'Results' }).click();
    await page.getByRole('row', { name: /8/ }).first().waitFor();
    await page.getByRole('tab', { name: 'Trace' }).click();
    await page.getByLabel('Item').fill('1.1');
    await page.getByRole('region', { name: 'Trace' }).getByText('filtered', { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  },
  TEST_MS,
);

const PAGES: [name: string, path: () => string][] = [
  ...[
    '',
    '/submit?task=faster_whisper.transcribe_audio',
    '/tasks',
    '/flows',
    '/flows/lists',
    '/gpus',
    '/monitor',
    '/workers',
    '/keys',
    '/nodes',
    '/submit?task=python',
  ].map((path): [string, () => string] => [path, () => path]),
  ['/tasks/…', () => left.task],
  ['/jobs/…', () => left.job],
];

const FIRST_BYTES = `performance.getEntries()
  .filter(({ entryType, name }) => entryType === 'navigation' || name.includes('/web/assets/'))
  .reduce((sum, { transferSize }) => sum + transferSize, 0)`;

/** Every routine is within the window of its graph. */
const IS_GRAPH_WHOLE = `[...document.querySelectorAll('.sy-routine')].every((routine) => {
  const [inner, outer] = [routine, routine.closest('.sy-graph')].map((one) => one.getBoundingClientRect());
  return ['left', 'top'].every((side) => inner[side] >= outer[side]) &&
    ['right', 'bottom'].every((side) => inner[side] <= outer[side]);
})`;

describe('in Chinese', () => {
  let page: Page;
  beforeAll(async () => void (page = await open('/web', WIDE, 'zh-CN')), TEST_MS);

  it(
    'has a first page that comes soon',
    async () => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate<number>(FIRST_BYTES)).toBeLessThan(MOST_FIRST_BYTES);
      expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
    },
    TEST_MS,
  );

  it.each(PAGES)(
    'has nothing that is hard to use at %s',
    async (_name, path) => {
      await page.goto(`${system.api.url}/web${path()}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      for (const look of [NARROW_DARK, WIDE]) {
        await page.setViewportSize(look);
        await page.emulateMedia({ colorScheme: look.colorScheme });
        await untilStill(page);
        await page.waitForFunction(IS_GRAPH_WHOLE);
        expect([look, await seriousFindings(page), await overflow(page)]).toEqual([look, [], 0]);
      }
    },
    TEST_MS,
  );
});

it(
  'hands in a program, and shows as it happens where it runs and what it prints',
  async () => {
    const page = await open('/web/submit?task=python');
    await page.locator('.cm-content').fill('print("from the editor")');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('It waits for a machine').waitFor();

    const node_id = 'attic';
    const resources = { cpu_cores: 4, memory_mb: 8000 };
    const load = { cpu_percent: 3, memory_percent: 20 };
    const post = (path: string, body: object) => system.api.request('POST', path, body);
    await post('/internal/heartbeat', { node_id, status: 'idle', resources, current_load: load });
    const asked = await system.api.request<{ task: { task_id: string; lease: string; code: string } }>(
      'GET',
      `/internal/task/request?node_id=${node_id}&wait=5`,
    );
    const { task_id, lease, code } = asked.body.task;
    expect(code).toBe('print("from the editor")');
    await page.getByText(`It runs on ${node_id}`).waitFor();
    const answer = { status: 'success', result: `ran: ${EVIL}`, execution_time: 1.5, error_message: null };
    await post('/internal/task/result', { task_id, lease, ...answer });
    await page.getByText(`It ran on ${node_id}, for 1.5 s`).waitFor();
    await page.getByText(`ran: ${EVIL}`).waitFor();
    await page.goto(`${system.api.url}/web/nodes`);
    await page.getByRole('region', { name: 'Who contributed most' }).getByText('100 %').waitFor();
  },
  TEST_MS,
);

/** Makes a key on the Keys page and gives its text. */
async function makeKey(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByLabel('Name').fill(name);
  const seesAll = page.getByLabel('Sees the tasks and files of all keys');
  if (await seesAll.isEnabled()) await seesAll.check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  return page.locator('.sy-key').innerText();
}

it(
  'asks for a key once there are keys, plays media with it, and says when it is revoked',
  async () => {
    const admin = await open('/web/keys');
    await makeKey(admin, 'me');
    await admin.getByRole('button', { name: 'me', exact: true }).waitFor();
    await admin.getByRole('button', { name: 'I have copied it' }).click();
    const text = await makeKey(admin, 'viewer');

    const page = await open('/web/tasks');
    const give = async (key: string): Promise<void> => {
      await page.getByLabel('API key').fill(key);
      await page.getByRole('button', { name: 'Use this key' }).click();
    };
    await page.getByText('The page needs one').waitFor();
    await give(`${text.slice(0, -1)}-`);
    await page.getByText('the key is not known').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await give(text);
    await page.getByRole('button', { name: 'viewer', exact: true }).waitFor();
    // a player sends no header, and has the cookie of the page
    const path = `/v1/files/share/${basename(system.put(await speech()))}`;
    const played = await page.evaluate<string>(
      `new Promise((resolve) => {
        const player = new Audio(${JSON.stringify(path)});
        player.onloadedmetadata = () => resolve('played');
        player.onerror = () => resolve('refused');
      })`,
    );
    expect([played, (await system.api.request('GET', path)).status]).toEqual(['played', 401]);

    // a WebSocket sends none either, and has the key as a protocol
    const frames: string[] = [];
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
    await page.goto(`${system.api.url}/web${left.job}`);
    await waitFor('the state of the job', () => frames.some((frame) => frame.includes('"type":"snapshot"')));
    await page.goto(`${system.api.url}/web/tasks`);

    const row = admin.getByRole('row', { name: /viewer/ });
    await row.getByRole('button', { name: 'Revoke' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('it is mistyped, or was revoked').waitFor();
  },
  TEST_MS,
);

it('has made no request to another host, and no page had an error', () => expect(browser.faults).toEqual([]));
