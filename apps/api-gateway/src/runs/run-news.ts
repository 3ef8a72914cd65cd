import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { RedisClient } from '@switchyard/redis';
import type { MonitorFrame } from './monitor-frame';
import type { RunSource } from './run';
import { RUN_SOURCES } from './runs.service';

/** Runs and events of one frame; the others are counted as left out. */
const MOST_RUNS = 200;
const MOST_EVENTS = 200;
const MOST_EVENTS_OF_A_RUN = 50;
/** While Redis is away, clients hear of that. */
const SUBSCRIBED_WITHIN_MS = 1000;

interface Changed {
  source: RunSource;
  id: string;
  /** The first and the last event that were announced since the last frames; 0 when the run was removed. */
  from: number;
  to: number;
}

/** What runs announce, merged: each run once, as it is when it is read. */
@Injectable()
export class RunNews {
  private changed = new Map<string, Changed>();

  constructor(@Inject(RUN_SOURCES) private readonly sources: readonly RunSource[]) {}

  /**
   * Hears of every run until the returned function is called.
   * @param onGap called when announcements may have been missed
   */
  async listen(subscriber: RedisClient, onGap: () => void): Promise<() => void> {
    const onMessage = (pattern: string, channel: string, message: string): void => this.hear(pattern, channel, message);
    const onReady = (): void => void subscriber.ping().then(onGap, () => undefined); // subscriptions are renewed before it
    const patterns = this.sources.map(patternOf);
    subscriber.on('pmessage', onMessage);
    let isLate = false;
    const subscribed = subscriber.psubscribe(...patterns).then(
      () => isLate && onGap(),
      () => undefined, // renewed by itself once Redis is back
    );
    await Promise.race([subscribed, sleep(SUBSCRIBED_WITHIN_MS)]);
    isLate = true;
    subscriber.on('ready', onReady);
    return () => {
      subscriber.off('pmessage', onMessage);
      subscriber.off('ready', onReady);
      void subscriber.punsubscribe(...patterns).catch(() => undefined);
      this.changed.clear();
    };
  }

  /** The frames of what changed since the last call. */
  async take(): Promise<{ changed?: MonitorFrame; events?: MonitorFrame }> {
    if (this.changed.size === 0) return {};
    const all = [...this.changed.values()];
    this.changed = new Map();
    const shown = all.slice(-MOST_RUNS);
    const [runs, events] = await Promise.all([this.runsOf(shown), this.eventsOf(shown)]);
    const known = new Set(runs.map(({ type, id }) => `${type} ${id}`));
    const removed = shown.filter(({ source, id }) => !known.has(`${source.type} ${id}`));
    const data = {
      items: runs,
      removed: removed.map(({ source: { type }, id }) => ({ type, id })),
      left_out: all.length - shown.length,
    };
    return {
      changed: { type: 'workflows', data },
      ...(events.length > 0
        ? { events: { type: 'event', data: { events, left_out: countOf(all) - events.length } } }
        : {}),
    };
  }

  private hear(pattern: string, channel: string, message: string): void {
    const source = this.sources.find((one) => patternOf(one) === pattern);
    if (!source) return;
    const id = channel.slice(source.channel('').length);
    const key = `${source.type} ${id}`;
    const known = this.changed.get(key);
    this.changed.delete(key); // what changed last stands last
    this.changed.set(key, { source, id, from: known?.from ?? Number(message), to: Number(message) });
  }

  private async runsOf(shown: readonly Changed[]) {
    const of = (source: RunSource): string[] => shown.filter((one) => one.source === source).map(({ id }) => id);
    return (await Promise.all(this.sources.map((source) => source.runs(of(source))))).flat();
  }

  private async eventsOf(shown: readonly Changed[]) {
    const lists = await Promise.all(
      shown.map(async ({ source, id, from, to }) => {
        const events = await source.events(id, Math.max(0, from - 1), MOST_EVENTS_OF_A_RUN);
        const announced = events.filter(({ seq }) => seq <= to); // the others come with their announcement
        return announced.map((event) => ({ run_id: id, run_type: source.type, ...event }));
      }),
    );
    return lists.flat().slice(-MOST_EVENTS);
  }
}

const countOf = (all: readonly Changed[]): number =>
  all.reduce((sum, { from, to }) => sum + (to === 0 ? 0 : to - from + 1), 0);

/** A channel of Redis as a pattern; the prefix of an installation may be anything. */
const patternOf = (source: RunSource): string => `${source.channel('').replace(/[*?[\]\\]/g, '\\$&')}*`;
