import type { RedisClient } from '@switchyard/redis';

/** A Redis as it is, but for what some of its commands do. */
const withCommands = (client: RedisClient, own: Record<string, unknown>): RedisClient =>
  new Proxy(client, {
    get(target, name) {
      if (typeof name === 'string' && name in own) return own[name];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

/** A Redis as it is, but for a change in the text of the scripts it runs. */
export function withChangedScripts(client: RedisClient, change: (source: string) => string): RedisClient {
  return withCommands(client, {
    evalsha: () => Promise.reject(new Error('NOSCRIPT')),
    eval: (source: string, count: number, ...rest: (string | number)[]) => client.eval(change(source), count, ...rest),
  });
}

const NOW = 'return t[1] * 1000 + math.floor(t[2] / 1000)';

/** A Redis whose clock goes on, and is set forth and back by a test: the one that its scripts see, and by which keys end. */
export class SettableClock {
  private aheadMs = 0;
  /** Tells the time of this clock, but in pipelines. */
  readonly client: RedisClient;

  constructor(private readonly redis: RedisClient) {
    const scripts = withChangedScripts(redis, (source) => this.shifted(source));
    this.client = withCommands(scripts, { time: () => this.time() });
  }

  /** @param ending keys that end at a time of this clock, as all do that have a time to live */
  async shift(byMs: number, ending: string[] = []): Promise<void> {
    this.aheadMs += byMs;
    for (const key of ending) {
      const leftMs = await this.redis.pttl(key);
      if (leftMs >= 0) await this.redis.pexpire(key, leftMs - byMs);
    }
  }

  async nowMs(): Promise<number> {
    const [seconds, micros] = await this.redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000) + this.aheadMs;
  }

  private async time(): Promise<[number, number]> {
    const now = await this.nowMs();
    return [Math.floor(now / 1000), (now % 1000) * 1000];
  }

  private shifted(source: string): string {
    if (source.includes("'TIME'") && !source.includes(NOW)) throw new Error('this script has a clock of its own');
    return source.replaceAll(NOW, () => `${NOW} + ${this.aheadMs}`);
  }
}
