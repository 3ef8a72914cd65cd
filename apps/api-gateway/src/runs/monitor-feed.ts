import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { RedisConnection } from '@switchyard/redis';
import { Caller, LOCAL } from '../access/caller';
import { refusalOf } from '../http/to-request-error';
import { errorFrame } from '../sockets/socket-reader';
import { MonitorFacts } from './monitor-facts';
import type { MonitorFrame } from './monitor-frame';
import { RunNews } from './run-news';

/** Changes of so long are merged into one frame of each type. */
export const MERGE_MS = 400;
/** Workers and GPUs announce only a part of their changes. */
const LOOK_EVERY_MS = 2000;
/** Between two tries while Redis is away. */
const RETRY_MS = 1000;
/** Merged frames do not wait for a reader that has not taken so much; it begins anew with a snapshot. */
const MOST_UNREAD_BYTES = 4 * 1024 ** 2;

/** What a client of the feed can do. */
export interface FeedReader {
  readonly unreadBytes: number;
  onClose(listener: () => void): void;
  /** @param resume how it gets the rest */
  send(frame: string, resume: string): unknown;
  closeSlow(resume: string): void;
}

/** Everything that changes, to every client of `/ws/monitor`: read once for all who see the same, however many there are. */
@Injectable()
export class MonitorFeed implements OnModuleDestroy {
  /** By who they are. */
  private readonly clients = new Map<FeedReader, Caller>();
  /** They get a snapshot first. */
  private newcomers = new Map<FeedReader, Caller>();
  private running = false;
  private wake: () => void = () => undefined;
  private ended = false;
  private lookedAt = 0;

  constructor(
    private readonly redis: RedisConnection,
    private readonly news: RunNews,
    private readonly facts: MonitorFacts,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  add(client: FeedReader): void {
    this.newcomers.set(client, Caller.current);
    client.onClose(() => {
      this.clients.delete(client);
      this.newcomers.delete(client);
      if (this.size === 0) this.wake();
    });
    this.wake();
    if (!this.running) void LOCAL.act(() => this.run());
  }

  get size(): number {
    return this.clients.size + this.newcomers.size;
  }

  onModuleDestroy(): void {
    this.ended = true;
    this.wake();
  }

  private async run(): Promise<void> {
    this.running = true;
    const forget = await this.news.listen(this.redis.subscriber, () => this.startAnew());
    let told = false;
    while (this.size > 0 && !this.ended) {
      try {
        await this.turn();
        told = false;
        await this.pause(MERGE_MS);
      } catch (error) {
        const refusal = refusalOf(error, this.log, { socket: 'monitor' });
        if (!told) this.send([...this.clients.keys(), ...this.newcomers.keys()], [errorFrame(refusal)]);
        told = true;
        this.startAnew();
        await this.pause(RETRY_MS);
      }
    }
    forget();
    this.running = false;
  }

  /** Announcements may have been missed: what clients know is not to be trusted. */
  private startAnew(): void {
    for (const [client, caller] of this.clients) this.newcomers.set(client, caller);
    this.clients.clear();
    this.wake();
  }

  /** What changed goes to those who have a snapshot, then newcomers get one: it never overwrites anything newer. */
  private async turn(): Promise<void> {
    const news = await this.news.take();
    const look = news !== undefined || performance.now() - this.lookedAt > LOOK_EVERY_MS;
    const facts = look && this.clients.size > 0 ? await this.facts.changes() : [];
    if (look) this.lookedAt = performance.now();
    for (const { caller, clients } of groupsOf(this.clients))
      this.send(clients, [...(news?.framesFor(caller) ?? []), ...facts].map(textOf));
    if (this.newcomers.size === 0) return;
    const arrived = this.newcomers;
    this.newcomers = new Map();
    for (const [client, caller] of arrived) this.clients.set(client, caller);
    try {
      for (const { caller, clients } of groupsOf(arrived))
        this.send(clients, (await caller.act(() => this.facts.snapshot())).map(textOf));
    } catch (error) {
      this.startAnew();
      throw error;
    }
  }

  private send(clients: Iterable<FeedReader>, frames: readonly string[]): void {
    for (const client of clients) {
      if (client.unreadBytes > MOST_UNREAD_BYTES) client.closeSlow('connect again for a snapshot');
      else for (const frame of frames) void client.send(frame, 'connect again for a snapshot');
    }
  }

  /** A newcomer does not wait. */
  private async pause(ms: number): Promise<void> {
    const woken = new AbortController();
    this.wake = () => woken.abort();
    if (this.newcomers.size > 0 && ms === MERGE_MS) return;
    await sleep(ms, undefined, { signal: woken.signal }).catch(() => undefined);
  }
}

/** Those who see the same runs. */
function groupsOf(clients: ReadonlyMap<FeedReader, Caller>): { caller: Caller; clients: FeedReader[] }[] {
  const groups = new Map<string | undefined, { caller: Caller; clients: FeedReader[] }>();
  for (const [client, caller] of clients) {
    const group = groups.get(caller.only) ?? { caller, clients: [] };
    group.clients.push(client);
    groups.set(caller.only, group);
  }
  return [...groups.values()];
}

const textOf = ({ type, data }: MonitorFrame): string =>
  JSON.stringify({ type, data, timestamp: new Date().toISOString() });
