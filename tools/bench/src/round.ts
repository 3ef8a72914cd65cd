import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayRun, type Cost } from './gateway-run';
import { Connection } from './load/connection';
import { taskIdOf } from './load/load';
import { BenchProcess } from './machine/bench-process';
import type { BenchRedis, RedisWork } from './machine/bench-redis';
import type { Measurement } from './metrics';
import { SUBMIT, type Plan } from './plan';
import type { Side } from './side';
import { quantile } from './statistics';

/** What is not awaited, e.g. a job that is added after the reply, gets this long. */
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
    private readonly gateway: GatewayRun,
  ) {}

  static async run(side: Side, redis: BenchRedis, plan: Plan, directory: string): Promise<Measurement> {
    await redis.client.flushall();
    const gateway = await GatewayRun.start(side, redis, directory);
    try {
      return await new Round(side, redis, plan, directory, gateway).measure();
    } finally {
      await gateway.stop();
    }
  }

  private async measure(): Promise<Measurement> {
    const withoutWorker = { ...(await this.submit()), ...(await this.readQueued()) };
    await this.clear();
    const env = { ...this.side.env, REDIS_URL: this.redis.url };
    const worker = BenchProcess.start(this.side.worker, env, `${this.directory}/worker.log`);
    try {
      const single = await this.oneAtATime(worker);
      const batch = await this.endToEnd(worker);
      return { ...withoutWorker, ...single, ...batch };
    } finally {
      await worker.stop();
    }
  }

  private async submit(): Promise<Measurement> {
    await this.gateway.post(this.plan.warmUp);
    await this.clear();
    const posted = await this.gateway.costOf(() => this.gateway.post({ seconds: this.plan.submitSeconds }), SETTLE_MS);
    return {
      submitRate: posted.perSecond,
      submitP50: quantile(posted.latencies, 0.5),
      submitP99: quantile(posted.latencies, 0.99),
      submitGatewayCpu: posted.gatewayCpu,
      submitRedisCpu: posted.redisCpu,
    };
  }

  private async readQueued(): Promise<Measurement> {
    await this.clear();
    const read = await this.read(await this.gateway.submitOne());
    return {
      readQueuedRate: read.perSecond,
      readQueuedP99: quantile(read.latencies, 0.99),
      readQueuedGatewayCpu: read.gatewayCpu,
      readQueuedRedisCpu: read.redisCpu,
    };
  }

  /** From before the request is sent until the bench, which asks Redis all the time, sees the final state. */
  private async oneAtATime(worker: BenchProcess): Promise<Measurement> {
    const { singleTasks } = this.plan;
    const connection = await Connection.open(this.gateway.port);
    const latencies: number[] = [];
    const warmUp = Math.ceil(singleTasks / 4);
    for (let i = 0; i < singleTasks + warmUp; i++) {
      const start = performance.now();
      const id = taskIdOf(await connection.request(SUBMIT));
      while (!(await this.side.isFinal(id))) {
        worker.assertRunning();
        if (performance.now() - start > SINGLE_LIMIT_MS) throw new Error(`${id} did not end`);
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
    await this.untilFinal((await this.gateway.post(this.plan.warmUp)).bodies.length);
    await this.clear();
    const before = await this.spent(worker);
    const start = performance.now();
    const { bodies } = await this.gateway.post({ seconds: this.plan.endToEndSeconds });
    await this.untilFinal(bodies.length);
    const seconds = (performance.now() - start) / 1000;
    await sleep(SETTLE_MS);
    const after = await this.spent(worker);
    const cpu = {
      gateway: after.gateway - before.gateway,
      worker: after.worker - before.worker,
      redis: after.redis.cpuMs - before.redis.cpuMs,
    };
    const ids = bodies.map((body) => taskIdOf({ body }));
    await this.verify(ids);
    const final = await this.read(ids[0] ?? '');
    const count = ids.length;
    return {
      taskRate: count / seconds,
      taskCpu: (cpu.gateway + cpu.worker + cpu.redis) / count,
      taskGatewayCpu: cpu.gateway / count,
      taskWorkerCpu: cpu.worker / count,
      taskRedisCpu: cpu.redis / count,
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

  private async read(taskId: string): Promise<Cost> {
    const { warmUp, readSeconds } = this.plan;
    await this.gateway.read(taskId, warmUp);
    return this.gateway.costOf(() => this.gateway.read(taskId, { seconds: readSeconds }));
  }

  private async clear(): Promise<void> {
    await sleep(SETTLE_MS);
    await this.redis.client.flushall();
  }
}

const total = ({ calls }: RedisWork): number => [...calls.values()].reduce((sum, count) => sum + count, 0);

const scripts = ({ calls }: RedisWork): number => (calls.get('evalsha') ?? 0) + (calls.get('eval') ?? 0);
