import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { TaskEvent } from '@switchyard/contracts';
import type { RedisClient } from '@switchyard/redis';
import type { Caller } from '../access/caller';
import type { MonitorFrame } from './monitor-frame';
import type { WorkflowRun } from './replies';
import type { RunSource, RunType } from './run';
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
  /** To which key it belonged, where it was removed. */
  owner: string | null;
}

type Removed = Pick<WorkflowRun, 'type' | 'id' | 'owner'>;

/** An event with the run that it is of. */
export type RunEvent = TaskEvent & { run_id: string; run_type: RunType };

/** Runs and their events since the frames before, as the callers see them. */
export class Changes {
  constructor(
    private readonly runs: readonly WorkflowRun[],
    private readonly removed: readonly Removed[],
    private readonly events: readonly RunEvent[],
    /** Of all runs that are not shown. */
    private readonly runsLeftOut: number,
    /** By run; a run may have some and no event that is shown, where its log was cut since they were announced. */
    private readonly eventsLeftOut: ReadonlyMap<string, number>,
  ) {}

  framesFor(caller: Caller): MonitorFrame[] {
    const { seesAll } = caller;
    const items = this.runs.filter(({ owner }) => caller.sees(owner));
    const keys = new Set(items.map(keyOf));
    const isSeen = (key: string): boolean => seesAll || keys.has(key);
    const events = this.events.filter(({ run_type, run_id }) => isSeen(`${run_type} ${run_id}`));
    const removed = this.removed.filter(({ owner }) => caller.sees(owner)).map(({ type, id }) => ({ type, id }));
    if (items.length + removed.length === 0) return [];
    const leftOut = sumOf([...this.eventsLeftOut].filter(([key]) => isSeen(key)).map(([, count]) => count));
    const workflows = { items, removed, left_out: this.runsLeftOut };
    return [
      { type: 'workflows', data: workflows },
      ...(events.length + leftOut > 0 ? [{ type: 'event', data: { events, left_out: leftOut } } as const] : []),
    ];
  }
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

  /** What changed since the last call. */
  async take(): Promise<Changes | undefined> {
    if (this.changed.size === 0) return undefined;
    const all = [...this.changed.values()];
    this.changed = new Map();
    const shown = all.slice(-MOST_RUNS);
    const [runs, events] = await Promise.all([this.runsOf(shown), this.eventsOf(shown)]);
    const known = new Set(runs.map(keyOf));
    const removed = shown
      .map(({ source: { type }, id, owner }) => ({ type, id, owner }))
      .filter((run) => !known.has(keyOf(run)));
    const eventsLeftOut = new Map(all.map((one) => [keyOf({ type: one.source.type, id: one.id }), countOf(one)]));
    for (const { run_type: type, run_id: id } of events) {
      const key = keyOf({ type, id });
      eventsLeftOut.set(key, (eventsLeftOut.get(key) ?? 0) - 1);
    }
    return new Changes(runs, removed, events, all.length - shown.length, eventsLeftOut);
  }

  private hear(pattern: string, channel: string, message: string): void {
    const source = this.sources.find((one) => patternOf(one) === pattern);
    if (!source) return;
    const id = channel.slice(source.channel('').length);
    const key = keyOf({ type: source.type, id });
    const known = this.changed.get(key);
    this.changed.delete(key); // what changed last stands last
    const [to = 0, owner] = message.split(' ');
    this.changed.set(key, { source, id, from: known?.from ?? Number(to), to: Number(to), owner: owner || null });
  }

  private async runsOf(shown: readonly Changed[]) {
    const of = (source: RunSource): string[] => shown.filter((one) => one.source === source).map(({ id }) => id);
    return (await Promise.all(this.sources.map((source) => source.runs(of(source))))).flat();
  }

  private async eventsOf(shown: readonly Changed[]): Promise<RunEvent[]> {
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

const keyOf = ({ type, id }: { type: RunType; id: string }): string => `${type} ${id}`;

const countOf = ({ from, to }: Changed): number => (to === 0 ? 0 : to - from + 1);

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** A channel of Redis as a pattern; the prefix of an installation may be anything. */
const patternOf = (source: RunSource): string => `${source.channel('').replace(/[*?[\]\\]/g, '\\$&')}*`;
