import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, waitFor } from '@switchyard/testing';
import { Connection } from './load/connection';
import { load, taskIdOf, type LoadResult } from './load/load';
import { BenchProcess } from './machine/bench-process';
import type { BenchRedis, RedisWork } from './machine/bench-redis';
import type { Measurement } from './metrics';
import { CONNECTIONS, SUBMIT, statusOf, type Plan } from './plan';
import type { Side } from './side';
import { quantile } from './statistics';

const ACCEPTED = 202;
/** What nobody waits for, e.g. a job that is added after the reply, gets this long. */
const SETTLE_MS = 200;
const DRAIN_LIMIT_MS = 120_000;
const SINGLE_LIMIT_MS = 10_000;

/** One side from its start to its end, measured once. */
export class Round {
  private constructor(
    private readonly side: Side,
    private readonly redis: BenchRedis,
    private readonly plan: Plan,
    private readonly directory: string,
    private readonly port: number,
    private readonly gateway: BenchProcess,
  ) {}

  static async run(side: Side, redis: BenchRedis, plan: Plan, directory: string): Promise<Measurement> {
    await redis.client.flushall();
    const port = await freePort();
    const env = { ...side.env, REDIS_URL: redis.url, PORT: String(port) };
    const gateway = BenchProcess.start(process.execPath, [side.gateway], env, `${directory}/gateway.log`);
    const round = new Round(side, redis, plan, directory, port, gateway);
    try {
      await round.untilReady();
      return await round.measure();
    } finally {
      await gateway.stop();
    }
  }

  private async measure(): Promise<Measurement> {
    const withoutWorker = { ...(await this.submit()), ...(await this.readQueued()) };
    await this.clear();
    const env = { ...this.side.env, REDIS_URL: this.redis.url };
    const worker = BenchProcess.start(process.execPath, [this.side.worker], env, `${this.directory}/worker.log`);
    try {
      const single = await this.oneAtATime(worker);
      const batch = await this.endToEnd(worker);
      return { ...withoutWorker, ...single, ...batch };
    } finally {
      await worker.stop();
    }
  }

  private async submit(): Promise<Measurement> {
    await this.post(this.plan.warmUp);
    await this.clear();
    const [cpu, work] = [this.gateway.cpuMs, await this.redis.work()];
    const { bodies, perSecond, latencies } = await this.post({ seconds: this.plan.submitSeconds });
    await sleep(SETTLE_MS);
    const after = await this.redis.work();
    return {
      submitRate: perSecond,
      submitP50: quantile(latencies, 0.5),
      submitP99: quantile(latencies, 0.99),
      submitGatewayCpu: (this.gateway.cpuMs - cpu) / bodies.length,
      submitRedisCpu: (after.cpuMs - work.cpuMs) / bodies.length,
    };
  }

  private async readQueued(): Promise<Measurement> {
    await this.clear();
    const read = await this.read(await this.submitOne());
    return {
      readQueuedRate: read.perSecond,
      readQueuedP99: quantile(read.latencies, 0.99),
      readQueuedGatewayCpu: read.gatewayCpu,
      readQueuedRedisCpu: read.redisCpu,
    };
  }

  /** From before the request is sent until somebody who asks Redis all the time sees the final state. */
  private async oneAtATime(worker: BenchProcess): Promise<Measurement> {
    const { singleTasks } = this.plan;
    const connection = await Connection.open(this.port);
    const latencies: number[] = [];
    const warmUp = Math.ceil(singleTasks / 4);
    for (let i = 0; i < singleTasks + warmUp; i++) {
      worker.assertRunning();
      const start = performance.now();
      const id = taskIdOf(await connection.request(SUBMIT));
      while (!(await this.side.isFinal(id))) {
        if (performance.now() - start > SINGLE_LIMIT_MS) throw new Error(`${id} did not end; see ${worker.log}`);
      }
      if (i >= warmUp) latencies.push(performance.now() - start);
      await sleep(2);
    }
    connection.close();
    latencies.sort((a, b) => a - b);
    return { singleP50: quantile(latencies, 0.5), singleP99: quantile(latencies, 0.99) };
  }

  private async endToEnd(worker: BenchProcess): Promise<Measurement> {
    await this.clear();
    await this.untilFinal((await this.post(this.plan.warmUp)).bodies.length);
    await this.clear();
    const before = await this.spent(worker);
    const start = performance.now();
    const { bodies } = await this.post({ seconds: this.plan.endToEndSeconds });
    await this.untilFinal(bodies.length);
    const seconds = (performance.now() - start) / 1000;
    await sleep(SETTLE_MS);
    const after = await this.spent(worker);
    const ids = bodies.map((body) => taskIdOf({ body }));
    await this.verify(ids);
    const final = await this.read(ids[0] ?? '');
    const count = ids.length;
    return {
      taskRate: count / seconds,
      taskGatewayCpu: (after.gateway - before.gateway) / count,
      taskWorkerCpu: (after.worker - before.worker) / count,
      taskRedisCpu: (after.redis.cpuMs - before.redis.cpuMs) / count,
      taskCommands: (total(after.redis) - total(before.redis)) / count,
      taskScripts: (scripts(after.redis) - scripts(before.redis)) / count,
      readFinalRate: final.perSecond,
      readFinalP99: quantile(final.latencies, 0.99),
      readFinalGatewayCpu: final.gatewayCpu,
      readFinalRedisCpu: final.redisCpu,
    };
  }

  private async spent(worker: BenchProcess): Promise<{ gateway: number; worker: number; redis: RedisWork }> {
    return { gateway: this.gateway.cpuMs, worker: worker.cpuMs, redis: await this.redis.work() };
  }

  private async verify(ids: string[]): Promise<void> {
    if (new Set(ids).size !== ids.length) throw new Error(`${this.side.name} gave one id twice`);
    const faults = await this.side.faults(ids);
    if (faults.length === 0) return;
    throw new Error(`${this.side.name}: ${faults.length} of ${ids.length} tasks: ${faults.slice(0, 5).join(', ')}`);
  }

  private async untilFinal(accepted: number): Promise<void> {
    const deadline = performance.now() + DRAIN_LIMIT_MS;
    while ((await this.side.unfinished(accepted)) > 0) {
      if (performance.now() > deadline) throw new Error(`${this.side.name} did not finish its tasks`);
      await sleep(3);
    }
  }

  private post(span: { seconds: number; requests?: number }): Promise<LoadResult> {
    return load(this.port, { connections: CONNECTIONS, ...span, request: SUBMIT, expect: ACCEPTED });
  }

  /** CPU times are milliseconds a request. */
  private async read(taskId: string): Promise<LoadResult & { gatewayCpu: number; redisCpu: number }> {
    const { warmUp, readSeconds } = this.plan;
    const reads = { connections: CONNECTIONS, request: statusOf(taskId), expect: 200 };
    await load(this.port, { ...reads, ...warmUp });
    const [cpu, work] = [this.gateway.cpuMs, await this.redis.work()];
    const result = await load(this.port, { ...reads, seconds: readSeconds });
    const gatewayCpu = (this.gateway.cpuMs - cpu) / result.bodies.length;
    const redisCpu = ((await this.redis.work()).cpuMs - work.cpuMs) / result.bodies.length;
    return { ...result, gatewayCpu, redisCpu };
  }

  private async submitOne(): Promise<string> {
    const connection = await Connection.open(this.port);
    const id = taskIdOf(await connection.request(SUBMIT));
    connection.close();
    return id;
  }

  private async clear(): Promise<void> {
    await sleep(SETTLE_MS);
    await this.redis.client.flushall();
  }

  private async untilReady(): Promise<void> {
    await waitFor(`the gateway of ${this.side.name}`, () => {
      this.gateway.assertRunning();
      return fetch(`http://127.0.0.1:${this.port}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    });
  }
}

const total = ({ calls }: RedisWork): number => [...calls.values()].reduce((sum, count) => sum + count, 0);

const scripts = ({ calls }: RedisWork): number => (calls.get('evalsha') ?? 0) + (calls.get('eval') ?? 0);
