import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { waitFor } from '@switchyard/testing';

const TYPESCRIPT = ['-r', join(__dirname, '../../engine/test/typescript.cjs')];
/** Each case starts a process that compiles the sources it loads. */
jest.setTimeout(60_000);

const NOWHERE = 'redis://127.0.0.1:1';

/** An app as a process of its own, and what it says. */
class App {
  text = '';
  private readonly child: ChildProcess;
  readonly ended: Promise<unknown>;

  constructor(env: Record<string, string>) {
    const options = { execArgv: TYPESCRIPT, silent: true, env: { ...process.env, REDIS_URL: NOWHERE, ...env } };
    this.child = fork(join(__dirname, 'fixtures/app.ts'), options);
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    this.ended = once(this.child, 'close').then(([code]: unknown[]) => code);
  }

  async says(word: string): Promise<void> {
    await waitFor(word, () => this.text.includes(word));
  }

  get url(): string | undefined {
    return /"url":"(http[^"]+)"/.exec(this.text)?.[1];
  }

  endWork(): void {
    this.child.send('end');
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

/** What a page gets whose name was made to point at this machine. */
const statusUnder = (host: string, url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (reply) => resolve(reply.resume().statusCode)).on('error', reject);
  });

describe('an app that starts', () => {
  it('ends with 1 and the names of the settings that cannot be used', async () => {
    const app = new App({ PROBE_PORT: 'many', WORK_ENDS: '-1' });
    expect(await app.ended).toBe(1);
    expect(app.text).toMatch(/^the configuration is not valid:\n( {2}.*\n){2}$/);
    expect(app.text).toMatch(/^ {2}PROBE_PORT must be /m);
    expect(app.text).toMatch(/^ {2}WORK_ENDS must /m);
  });

  it('ends with 1 and the setting to change when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const app = new App({ PROBE_PORT: String((other.address() as AddressInfo).port) });
    expect(await app.ended).toBe(1);
    expect(app.text).toMatch(/EADDRINUSE.*; set PROBE_PORT to a free port\n/);
    other.close();
  });

  it('ends with 1 and one line for an error that it knows', async () => {
    const app = new App({ KEY_PREFIX: 'known', LOG_LEVEL: 'silent' });
    expect(await app.ended).toBe(1);
    expect(app.text).toBe('the work is not possible here\n');
  });

  it('ends with 1 and the stack of an error that it does not know', async () => {
    const app = new App({ KEY_PREFIX: 'unknown', LOG_LEVEL: 'silent' });
    expect(await app.ended).toBe(1);
    expect(app.text).toMatch(/^Error: a defect\n {4}at Work\.start /);
  });
});

describe('an app that is told to end', () => {
  it('answers while it starts and until its work has ended, whatever signals come, and closes Redis last', async () => {
    const app = new App({ WORK_ENDS: '60', END_WITHIN: '60' });
    await app.says('starting');
    await app.says('http.listening');
    expect((await fetch(`${app.url}/metrics`)).status).toBe(200);
    expect(await statusUnder('evil.example', `${app.url}/metrics`)).toBe(403);
    app.signal('SIGINT');
    await app.says('ending');
    app.signal('SIGTERM');
    app.signal('SIGINT');
    expect(await (await fetch(`${app.url}/metrics`)).text()).toContain('process_cpu_seconds_total');
    app.endWork();
    expect(await app.ended).toBe(0);
    expect(app.text).toMatch(/ending\nended\n/);
  });

  it('exits with 1 when its work does not end in time', async () => {
    const app = new App({ WORK_ENDS: '60', END_WITHIN: '0.3' });
    await app.says('starting');
    const from = performance.now();
    app.signal('SIGTERM');
    expect(await app.ended).toBe(1);
    expect(performance.now() - from).toBeGreaterThan(290);
    expect(app.text).not.toContain('ended');
  });
});
