import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayRun, type Cost } from './gateway-run';
import { taskIdOf } from './load/load';
import { BenchRedis } from './machine/bench-redis';
import type { Plan } from './plan';
import type { Side } from './side';
import { median, quantile } from './statistics';

const FEW = 100;
/** So few that the short line stays short while it is measured. */
const REQUESTS_A_TURN = 500;
const FILL_LIMIT_SECONDS = 300;
const SETTLE_MS = 200;

/** What a request costs: medians of turns. */
interface RequestCost {
  p50Ms: number;
  /** Gateway and Redis, milliseconds a request; the mean of all turns, because clocks of CPU time tick slowly. */
  cpuMs: number;
}

interface LineCosts {
  submit: RequestCost;
  status: RequestCost;
}

/** The same requests where few tasks wait and where many do. */
export interface BacklogCosts {
  waiting: { few: number; many: number };
  few: LineCosts;
  many: LineCosts;
}

type SideOf = (redis: BenchRedis) => Side;

/** One gateway with a Redis of its own, and a line of tasks that no worker shortens. */
class Line {
  private readonly posts: Cost[] = [];
  private readonly reads: Cost[] = [];

  private constructor(
    private readonly redis: BenchRedis,
    private readonly gateway: GatewayRun,
    private last: string,
  ) {}

  /** Fills it with many tasks, however many it keeps, so that all gateways have done the same work before they are measured. */
  static async start(sideOf: SideOf, directory: string, tasks: number): Promise<Line> {
    const redis = await BenchRedis.start(mkdtempSync(join(directory, 'redis-')), 'none');
    const gateway = await GatewayRun.start(sideOf(redis), redis, directory);
    const line = new Line(redis, gateway, '');
    await line.fill(tasks);
    await gateway.read(line.last, { seconds: FILL_LIMIT_SECONDS, requests: 10 * REQUESTS_A_TURN });
    return line;
  }

  async refill(tasks: number): Promise<void> {
    await this.redis.client.flushall();
    await this.fill(tasks);
  }

  async turn(): Promise<void> {
    const span = { seconds: FILL_LIMIT_SECONDS, requests: REQUESTS_A_TURN };
    this.reads.push(await this.gateway.costOf(() => this.gateway.read(this.last, span)));
    this.posts.push(await this.gateway.costOf(() => this.gateway.post(span), SETTLE_MS));
  }

  costs(): LineCosts {
    return { submit: costOf(this.posts), status: costOf(this.reads) };
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await this.redis.stop();
  }

  private async fill(tasks: number): Promise<void> {
    const { bodies } = await this.gateway.post({ seconds: FILL_LIMIT_SECONDS, requests: tasks });
    if (bodies.length < tasks) throw new Error(`only ${bodies.length} tasks were taken in ${FILL_LIMIT_SECONDS} s`);
    this.last = taskIdOf({ body: bodies.at(-1) ?? '' });
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  }
}

/** Measures submissions and status requests in turns, with few tasks waiting and with many. */
export async function measureBacklog(sideOf: SideOf, { backlog }: Plan, directory: string): Promise<BacklogCosts> {
  const many = await Line.start(sideOf, directory, backlog.many);
  const few = await Line.start(sideOf, directory, backlog.many);
  try {
    for (let turn = 0; turn < backlog.turns; turn += 1) {
      await few.refill(FEW);
      await few.turn();
      await many.turn();
    }
    return { waiting: { few: FEW, many: backlog.many }, few: few.costs(), many: many.costs() };
  } finally {
    await Promise.all([few.stop(), many.stop()]);
  }
}

function costOf(turns: readonly Cost[]): RequestCost {
  const cpu = turns.reduce((sum, { gatewayCpu, redisCpu }) => sum + gatewayCpu + redisCpu, 0);
  return { p50Ms: median(turns.map(({ latencies }) => quantile(latencies, 0.5))), cpuMs: cpu / turns.length };
}
