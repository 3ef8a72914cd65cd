import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { RedisConnection } from '@switchyard/redis';

/** Where setup puts a Redis that the system has under another name only. */
const OWN_PROGRAMS = join(__dirname, '..', '..', '..', '.switchyard', 'bin');

/** A real Redis of a test's own, with AOF, on a free port of the loopback. */
export class TestRedis {
  private child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    /** Its log of all that was ever written. */
    readonly directory: string,
  ) {}

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis(await freePort(), mkdtempSync(join(tmpdir(), 'switchyard-redis-')));
    await redis.run();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  /** Starts it, on the same port and data; resolves when it answers. */
  async run(): Promise<void> {
    const options = {
      port: this.port,
      bind: '127.0.0.1',
      dir: this.directory,
      appendonly: 'yes',
      appendfsync: 'always',
      save: '',
      'maxmemory-policy': 'noeviction',
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const PATH = [OWN_PROGRAMS, process.env['PATH']].join(delimiter);
    const child = spawn('redis-server', args, { stdio: 'ignore', env: { ...process.env, PATH } });
    const connection = new RedisConnection(this.url, 'patient');
    const failed = new Promise<never>((_, reject) => {
      child.once('error', (cause) => reject(new Error('no redis-server to start; `make setup` brings one', { cause })));
      child.once('exit', (code) => reject(new Error(`redis-server ended at its start, exit code ${code}`)));
    });
    this.child = child;
    await Promise.race([connection.client.ping(), failed]).finally(() => connection.close());
  }

  /** Changes a setting while it runs. */
  async configure(name: string, value: string): Promise<void> {
    const connection = new RedisConnection(this.url, 'patient');
    await connection.client.config('SET', name, value).finally(() => connection.close());
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/**
 * Below the ports that the system gives to outgoing connections, which could take one between two starts of a server; each of Jest's
 * workers has a part of its own, so that no other test takes one meanwhile.
 */
const PORTS = { from: 10_000 + 1000 * (Number(process.env['JEST_WORKER_ID'] ?? 0) % 22), count: 1000 };
const given = new Set<number>();

/** A port that no server listens on, and that was not given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.from + randomInt(PORTS.count);
    if (given.has(port)) continue;
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) {
      given.add(port);
      return port;
    }
  }
}
