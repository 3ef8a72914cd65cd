import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestSystem, waitFor } from '@switchyard/testing';
import type { Page } from 'playwright-core';
import { TestBrowser } from './browser';

const TEST_MS = 120_000;
const FLOW = {
  flow_id: 'numbers',
  routines: {
    each: { type: 'split', config: { value: 'numbers' } },
    twice: { type: 'map', config: { value: '$ * 2' } },
  },
  connections: ['each -> twice'],
};
const BURST = 10_000;
const KEPT_FROM = 501;

describe('a page in bad weather', () => {
  let system: TestSystem;
  let browser: TestBrowser;
  beforeAll(async () => {
    system = await TestSystem.start([]);
    browser = await TestBrowser.start();
    writeFileSync(join(system.share, 'a.mp4'), 'no film, and no worker looks at it');
  }, TEST_MS);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  const open = (path: string): Promise<Page> => browser.open(`${system.api.url}/web${path}`);
  const waiting = (): Promise<string> => system.api.start('ffmpeg.probe', { video_path: '/share/a.mp4' });
  const untilState = (page: Page, state: string): Promise<void> =>
    page.locator(`.sy-state[data-state=${state}]`).first().waitFor({ timeout: 40_000 });

  it(
    'says that the task store is away, and goes on by itself',
    async () => {
      const id = await waiting();
      const page = await open(`/tasks/${id}`);
      await untilState(page, 'queued');
      await system.redis.kill();
      await page.getByText('The task store does not answer').waitFor();
      await untilState(page, 'queued');
      await system.redis.run();
      await page.getByText('The task store does not answer').waitFor({ state: 'hidden' });
      await waitFor('the gateway', async () => (await system.api.cancel(id)).status === 200);
      await untilState(page, 'cancelled');
    },
    TEST_MS,
  );

  it(
    'shows what happened while its machine slept for an hour, and each event once',
    async () => {
      const id = await waiting();
      await system.api.request('POST', '/api/flows', { flow: FLOW });
      const { body } = await system.api.request<{ job_id: string }>('POST', '/api/jobs', {
        flow_id: 'numbers',
        data: { numbers: [1, 2, 3] },
      });
      const [task, job] = [await open('/overview'), await open('/overview')];
      for (const page of [task, job]) await page.clock.install();
      await task.goto(`${system.api.url}/web/tasks/${id}`);
      await job.goto(`${system.api.url}/web/jobs/${body.job_id}`);
      await untilState(task, 'queued');
      await job.locator('.sy-routine').nth(1).waitFor();

      for (const page of [task, job]) await page.context().setOffline(true);
      await system.api.cancel(id);
      system.startFlowEngine();
      const ended = async (): Promise<boolean> => {
        const { body: now } = await system.api.request<{ status: string }>('GET', `/api/jobs/${body.job_id}`);
        return now.status === 'completed';
      };
      await waitFor('the end of the job', ended);
      await untilState(task, 'queued');
      for (const page of [task, job]) {
        await page.clock.fastForward('01:00:00');
        await page.context().setOffline(false);
      }
      await untilState(task, 'cancelled');
      await task.getByRole('tab', { name: /Events/ }).click();
      const numbers = task.locator('.sy-event > :first-child');
      await waitFor('the last event', async () => (await numbers.allInnerTexts()).length >= 3);
      const last = (await system.api.events(id)).length;
      expect(await numbers.allInnerTexts()).toEqual(Array.from({ length: last }, (_none, at) => String(last - at)));
      await untilState(job, 'completed');
      await job.locator('.sy-routine', { hasText: 'twice' }).getByText('3 executions').waitFor();
    },
    TEST_MS,
  );

  it(
    'shows a burst of ten thousand events, tells which are no longer kept, and none twice',
    async () => {
      const id = await waiting();
      const page = await open('/overview');
      const event = (seq: number): string =>
        `data: ${JSON.stringify({
          ...{ seq, type: 'log', timestamp: new Date(0).toISOString(), level: 'info', producer: 'test' },
          payload: { message: `<img src=x onerror="document.title=1"> ${seq}` },
        })}\n\n`;
      const gap = `event: gap\ndata: ${JSON.stringify({ first_seq: KEPT_FROM })}\n\n`;
      const events = Array.from({ length: BURST - KEPT_FROM + 1 }, (_none, at) => event(KEPT_FROM + at));
      let calls = 0;
      await page.route('**/events?after_seq=*', (route) => {
        calls += 1;
        if (calls > 2) return route.fulfill({ status: 204 });
        // the second answer tells the last ones again
        const body = calls === 1 ? gap + events.join('') : events.slice(-500).join('');
        return route.fulfill({ headers: { 'content-type': 'text/event-stream' }, body });
      });
      await page.goto(`${system.api.url}/web/tasks/${id}`);
      await page.getByRole('tab', { name: `Events (${BURST})` }).click();
      await page.getByText(`${KEPT_FROM}`).first().waitFor();
      await waitFor('all answers', () => calls > 2);
      const numbers = page.locator('.sy-event > :first-child');
      const sight = async (): Promise<number[]> => (await numbers.allInnerTexts()).map(Number).sort((a, b) => b - a);
      const top = await sight();
      expect(top).toEqual(top.map((_none, at) => BURST - at));
      await waitFor('the oldest event', async () => {
        await page.evaluate('document.querySelector(".sy-scroll").scrollTo(0, 1e9)');
        return (await sight()).at(-1) === KEPT_FROM;
      });
      const bottom = await sight();
      expect(bottom).toEqual(bottom.map((_none, at) => KEPT_FROM + bottom.length - 1 - at));
      expect(await page.title()).toBe('Switchyard');
    },
    TEST_MS,
  );

  it('has had no error', () => expect(browser.faults).toEqual([]));
});
