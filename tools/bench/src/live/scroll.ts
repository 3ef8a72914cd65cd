import { chromium } from 'playwright-core';

const PROGRAM = '/usr/bin/chromium';
const SECONDS = 4;

/** Scrolls the list of tasks for a while and gives the time between two frames, in milliseconds. */
export async function scrolledFrames(url: string): Promise<number[]> {
  const browser = await chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${url}/web/tasks`);
    await page.locator('.sy-scroll a').first().waitFor();
    return await page.evaluate<number[]>(`new Promise((resolve) => {
      const list = document.querySelector('.sy-scroll');
      const times = [];
      let last = performance.now();
      const end = last + ${SECONDS * 1000};
      const step = (now) => {
        times.push(now - last);
        last = now;
        list.scrollBy(0, 300);
        if (now < end) requestAnimationFrame(step); else resolve(times.slice(1));
      };
      requestAnimationFrame(step);
    })`);
  } finally {
    await browser.close();
  }
}
