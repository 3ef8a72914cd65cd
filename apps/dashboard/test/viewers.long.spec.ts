import { join } from 'node:path';
import {
  PICTURE_TEXT,
  SENTENCES,
  TestSystem,
  conversation,
  speech,
  subtitledVideo,
  textPicture,
  waitFor,
} from '@switchyard/testing';
import type { Page } from 'playwright-core';
import { NARROW_DARK, TestBrowser, overflow, seriousFindings } from './browser';

const MODELS = join(__dirname, '../../../.switchyard/models');
const TEST_MS = 120_000;

describe('results as people look at them', () => {
  let system: TestSystem;
  let browser: TestBrowser;
  beforeAll(async () => {
    const settings = { MODELS_DIR: MODELS, WHISPER_MODEL: 'tiny.en' };
    system = await TestSystem.start(['faster_whisper', 'pyannote_audio', 'paddleocr', 'ffmpeg'], settings);
    browser = await TestBrowser.start();
  }, TEST_MS);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  /** The page of a task that succeeded. */
  async function pageOf(task: string, input: object): Promise<Page> {
    const id = await system.api.start(task, input);
    const { status } = await system.api.untilFinal(id, 60_000);
    expect(status).toBe('succeeded');
    return browser.open(`${system.api.url}/web/tasks/${id}`);
  }

  /** Nothing serious for axe, and nothing that is too wide for a phone. */
  async function isUsable(page: Page): Promise<void> {
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize(NARROW_DARK);
    await waitFor('a page that fits', async () => (await overflow(page)) === 0);
  }

  const playsAt = (page: Page, index = 0): Promise<number> =>
    page.evaluate<number>(`document.querySelectorAll("video")[${index}].currentTime`);

  it(
    'a recording is drawn with its speakers, and a click on it goes there',
    async () => {
      const [first = '', second = '', third = ''] = SENTENCES;
      const { path } = await conversation([
        { voice: 'rms', text: first, pause: 0 },
        { voice: 'slt', text: second, pause: 1 },
        { voice: 'rms', text: third, pause: 1 },
      ]);
      const page = await pageOf('pyannote_audio.diarize_speakers', { audio_path: system.put(path) });
      const wave = page.getByRole('img', { name: 'Waveform with speakers' });
      await wave.locator('.sy-speaker').nth(2).waitFor();
      const speakers = await wave.locator('.sy-speaker').allInnerTexts();
      expect(new Set(speakers).size).toBe(2);
      const { width, height } = (await wave.boundingBox()) ?? { width: 0, height: 0 };
      await wave.click({ position: { x: width / 2, y: height - 4 } });
      const length = await page.evaluate<number>('document.querySelector("video").duration');
      expect(Math.abs((await playsAt(page)) - length / 2)).toBeLessThan(length / 20);
      await isUsable(page);
    },
    TEST_MS,
  );

  it(
    'words stand out as they are spoken, and a click on one goes there',
    async () => {
      const input = { audio_path: system.put(await speech()) };
      const page = await pageOf('faster_whisper.transcribe_audio', input);
      await page.getByRole('button', { name: /train/ }).first().click();
      const word = page.locator('.sy-words button', { hasText: 'train' });
      await word.click();
      await page.locator('.sy-words button[data-current]', { hasText: 'train' }).waitFor();
      expect(await playsAt(page)).toBeGreaterThan(0);
      await isUsable(page);
    },
    TEST_MS,
  );

  it(
    'a line that was read is shown on its picture, and the other way round',
    async () => {
      const page = await pageOf('paddleocr.perform_ocr', { image_path: system.put(await textPicture()) });
      await page.getByRole('listitem').getByRole('button', { name: PICTURE_TEXT }).click();
      await page.locator('.sy-box[data-shown]').waitFor();
      await page.reload();
      await page.locator('.sy-box').hover();
      await page.locator('.sy-read [data-shown]', { hasText: PICTURE_TEXT }).waitFor();
      await isUsable(page);
    },
    TEST_MS,
  );

  it(
    'a video lies over the one that it was made of, with a slider; both play the same place',
    async () => {
      const { path } = await subtitledVideo();
      const input = { video_path: system.put(path), audio_path: system.put(await speech()) };
      const page = await pageOf('ffmpeg.mux', input);
      const cut = (): Promise<string | null> => page.locator('video[aria-label=before]').getAttribute('style');
      const half = await cut();
      await page.getByRole('slider').press('End');
      expect([half, await cut()]).toEqual(['--hidden: 50%;', '--hidden: 0%;']);
      await page.evaluate('document.querySelectorAll("video")[0].currentTime = 2');
      await page.waitForFunction('document.querySelectorAll("video")[1].currentTime > 1.8');
      await isUsable(page);
    },
    TEST_MS,
  );

  it('no page had an error or asked another host', () => expect(browser.faults).toEqual([]));
});
