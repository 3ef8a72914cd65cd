import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, waitFor } from '@switchyard/testing';
import { BenchProcess } from './bench-process';
import type { BenchRedis } from './bench-redis';
import { ROOT } from './places';

/** A gateway, and apps beside it, on the Redis of a bench. */
export class BenchGateway {
  private constructor(
    readonly port: number,
    private readonly processes: readonly BenchProcess[],
  ) {}

  get residentMib(): number {
    return this.processes[0]?.residentMib ?? NaN;
  }

  static async start(
    redis: BenchRedis,
    directory: string,
    more: { beside?: readonly string[]; env?: Record<string, string> } = {},
  ): Promise<BenchGateway> {
    const port = await freePort();
    const share = join(directory, 'share');
    mkdirSync(share);
    const env = { REDIS_URL: redis.url, SHARE_ROOT: share, PROBE_PORT: '0', LOG_LEVEL: 'warn', PORT: String(port) };
    const processes = ['api-gateway', ...(more.beside ?? [])].map((app) => {
      const command = [process.execPath, join(ROOT, 'apps', app, 'dist/main.js')];
      return BenchProcess.start(command, { ...env, ...more.env }, join(directory, `${app}.log`));
    });
    const isThere = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
    await waitFor('the gateway', () => isThere().catch(() => false));
    return new BenchGateway(port, processes);
  }

  /** @throws when it is refused */
  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = body ? { 'content-type': 'application/json' } : undefined;
    const url = `http://127.0.0.1:${this.port}${path}`;
    const reply = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return JSON.parse(text) as T;
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.stop()));
  }
}
