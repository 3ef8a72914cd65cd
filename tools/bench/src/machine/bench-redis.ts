import { join } from 'node:path';
import { RedisConnection, type RedisClient } from '@switchyard/redis';
import { freePort } from '@switchyard/testing';
import { BenchProcess } from './bench-process';

/** What Redis keeps on disk: nothing, or a log that is flushed once a second, as in production. */
export type Persistence = 'none' | 'everysec';

/** How much Redis has done so far. */
export interface RedisWork {
  cpuMs: number;
  /** Calls by command; those that scripts make count like those of clients. */
  calls: Map<string, number>;
}

/** A Redis of the bench's own, on a free port of the loopback, with its data in a temporary directory. */
export class BenchRedis {
  private constructor(
    readonly url: string,
    private readonly process: BenchProcess,
    private readonly connection: RedisConnection,
  ) {}

  static async start(directory: string, persistence: Persistence): Promise<BenchRedis> {
    const port = await freePort();
    const options = {
      port,
      bind: '127.0.0.1',
      dir: directory,
      save: '',
      appendonly: persistence === 'none' ? 'no' : 'yes',
      appendfsync: 'everysec',
      'maxmemory-policy': 'noeviction',
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const process = BenchProcess.start(['redis-server', ...args], {}, join(directory, 'redis.log'));
    const url = `redis://127.0.0.1:${port}`;
    const connection = new RedisConnection(url, 'patient');
    await connection.ready();
    return new BenchRedis(url, process, connection);
  }

  get client(): RedisClient {
    return this.connection.client;
  }

  async version(): Promise<string> {
    return /redis_version:(\S+)/.exec(await this.client.info('server'))?.[1] ?? 'unknown';
  }

  async work(): Promise<RedisWork> {
    const cpu = await this.client.info('cpu');
    const seconds = (name: string): number => Number(new RegExp(`${name}:([\\d.]+)`).exec(cpu)?.[1]);
    const stats = await this.client.info('commandstats');
    const calls = [...stats.matchAll(/cmdstat_(\S+):calls=(\d+)/g)].map(
      ([, name = '', count]) => [name, Number(count)] as const,
    );
    return { cpuMs: 1000 * (seconds('used_cpu_user') + seconds('used_cpu_sys')), calls: new Map(calls) };
  }

  async stop(): Promise<void> {
    this.connection.close();
    await this.process.stop();
  }
}
