import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Page, type Request } from 'playwright-core';

/** Debian's; it looks for nothing outside, and in CI it runs as root, for whom its sandbox does not work. */
const PROGRAM = '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Look {
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
}

export const WIDE: Look = { width: 1280, height: 800, colorScheme: 'light' };
export const NARROW_DARK: Look = { width: 380, height: 720, colorScheme: 'dark' };

/** A browser whose pages note whatever they do that they must not. */
export class TestBrowser {
  /** Errors of pages, and requests that went elsewhere than to the gateway. */
  readonly faults: string[] = [];

  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<TestBrowser> {
    return new TestBrowser(await chromium.launch({ executablePath: PROGRAM, args: ARGUMENTS }));
  }

  async open(url: string, { width, height, colorScheme }: Look = WIDE, locale = 'en'): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme, locale });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const { origin } = new URL(url);
    page.on('pageerror', ({ message }) => this.faults.push(message));
    const noteStrange = (request: Request): void => {
      const to = new URL(request.url());
      const isRefused = request.failure()?.errorText === 'csp';
      if (/^https?:|^wss?:/.test(to.protocol) && to.host !== new URL(origin).host && !isRefused)
        this.faults.push(request.url());
    };
    page.on('requestfinished', noteStrange);
    page.on('requestfailed', noteStrange);
    await page.goto(url);
    return page;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What keeps people from using a page: the findings of axe that are serious or worse. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'], preload: false })");
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`));
}

/** Pixels by which a page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/**
 * Colours that still change have too little contrast; they begin to change in the frame after the one that notices other
 * colours of the machine. What goes round while the page waits never ends.
 */
export const untilStill = (page: Page): Promise<unknown> =>
  page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
    Promise.allSettled(document.getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished)))`);

/** Drops a file on an element, as from a folder of the desktop. */
export async function drop(page: Page, selector: string, path: string, name: string): Promise<void> {
  const content = readFileSync(path).toString('base64');
  const transfer = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(content)}), (character) => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], ${JSON.stringify(name)}));
    return transfer;
  })()`);
  await page.dispatchEvent(selector, 'drop', { dataTransfer: transfer });
}
