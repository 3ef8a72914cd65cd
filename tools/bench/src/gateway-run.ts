import { freePort, waitFor } from '@switchyard/testing';
import { Connection } from './load/connection';
import { load, taskIdOf, type Load, type LoadResult } from './load/load';
import { BenchProcess } from './machine/bench-process';
import type { BenchRedis } from './machine/bench-redis';
import { CONNECTIONS, SUBMIT, statusOf } from './plan';
import type { Side } from './side';

const ACCEPTED = 202;

type Span = Pick<Load, 'seconds' | 'requests'>;

/** A load, and what a request of it cost, in milliseconds of CPU. */
export interface Cost extends LoadResult {
  gatewayCpu: number;
  redisCpu: number;
}

/** The gateway of one side, running, and the load on it. */
export class GatewayRun {
  private constructor(
    readonly port: number,
    private readonly redis: BenchRedis,
    private readonly process: BenchProcess,
  ) {}

  static async start(
    side: Pick<Side, 'name' | 'gateway' | 'env'>,
    redis: BenchRedis,
    directory: string,
  ): Promise<GatewayRun> {
    const port = await freePort();
    const env = { ...side.env, REDIS_URL: redis.url, PORT: String(port) };
    const process = BenchProcess.start(side.gateway, env, `${directory}/gateway.log`);
    await waitFor(`the gateway of ${side.name}`, () => {
      process.assertRunning();
      return fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    });
    return new GatewayRun(port, redis, process);
  }

  get cpuMs(): number {
    return this.process.cpuMs;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  post(span: Span): Promise<LoadResult> {
    return load(this.port, { connections: CONNECTIONS, ...span, request: SUBMIT, expect: ACCEPTED });
  }

  read(taskId: string, span: Span): Promise<LoadResult> {
    return load(this.port, { connections: CONNECTIONS, ...span, request: statusOf(taskId), expect: 200 });
  }

  async submitOne(): Promise<string> {
    const connection = await Connection.open(this.port);
    const id = taskIdOf(await connection.request(SUBMIT));
    connection.close();
    return id;
  }

  /** @param settleMs what is not awaited, e.g. a job that is added after the reply, gets this long */
  async costOf(work: () => Promise<LoadResult>, settleMs = 0): Promise<Cost> {
    const [cpu, before] = [this.cpuMs, await this.redis.work()];
    const result = await work();
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const gatewayCpu = (this.cpuMs - cpu) / result.bodies.length;
    const redisCpu = ((await this.redis.work()).cpuMs - before.cpuMs) / result.bodies.length;
    return { ...result, gatewayCpu, redisCpu };
  }
}
