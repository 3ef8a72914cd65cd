import { CATALOGUE, InvalidRequestError } from '@switchyard/contracts';
import type { Keys, RedisClient } from '@switchyard/redis';
import type { DeadTask } from './dead-tasks';
import { script } from './script';

const COUNTS = script('counts');
const PAGE = script('page');

/** A task that gives signs of life; times in Unix milliseconds. */
export interface BeatingTask {
  task_id: string;
  task_name: string;
  last_update: number;
  /** Its next sign of life is overdue, and no monitor has recovered it yet. */
  late: boolean;
}

export interface BeatPage {
  now: number;
  beating: BeatingTask[];
  dead: (DeadTask & { task_id: string })[];
  next_cursor: string | null;
}

/** Counts of all watched tasks: those that workers keep alive, and those that clients keep alive by hand. */
export interface BeatCounts {
  now: number;
  active: number;
  orphaned: number;
  dead: number;
  /** Mean seconds between two beats of a task lately; 0 where nothing is known. */
  meanIntervalSeconds: number;
}

const BY_HAND = 'by_hand';
const DEAD = 'dead';
const SECTIONS = [...CATALOGUE.map(({ name }) => name), BY_HAND, DEAD];
/** The form of a cursor: the score of the last task that was shown, and its section. */
export const CURSOR = new RegExp(`^([0-9]{1,16})@(${SECTIONS.join('|').replaceAll('.', '\\.')})$`);

interface Section {
  /** A task name, or what the others are called in a cursor. */
  name: string;
  /** Sorted set whose scores never change, so that a page neither repeats nor omits. */
  key: string;
}

/** Every task whose life is watched, counted and in pages; costs what is shown, not what there is. */
export class RunningTasks {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  async counts(): Promise<BeatCounts> {
    const { heartbeats, handHeartbeats, deadTasks, detector } = this.keys;
    const reply = (await COUNTS.run(this.redis, [heartbeats, handHeartbeats, deadTasks, detector], [])) as (
      string | number
    )[];
    const [now = 0, watched = 0, orphaned = 0, dead = 0, gapMs = 0, gaps = 0] = reply.map(Number);
    return { now, active: watched - orphaned, orphaned, dead, meanIntervalSeconds: gaps > 0 ? gapMs / gaps / 1000 : 0 };
  }

  /**
   * One round trip, whatever is shown.
   * @param owner only the tasks of this API key, and those that clients keep alive by hand
   * @param timeoutMs how long after a beat its task is late
   */
  async page(
    { limit, cursor, owner }: { limit: number; cursor?: string; owner?: string },
    timeoutMs: number | Promise<number>,
  ): Promise<BeatPage> {
    const { keys } = this;
    const sections = this.sectionsOf(owner);
    const place = placeOf(cursor, sections);
    const shown = sections.slice(place.section);
    const keysOfPage = [keys.heartbeats, keys.handHeartbeats, keys.deadTaskFacts, ...shown.map(({ key }) => key)];
    const asked = PAGE.run(this.redis, keysOfPage, [limit, place.after, keys.handTask('')]);
    const [reply, timeout] = await Promise.all([asked as Promise<(string | number)[]>, timeoutMs]);
    const [now, lastScore, ...parts] = reply;
    const page: BeatPage = { now: Number(now), beating: [], dead: [], next_cursor: null };
    let room = limit;
    for (let at = 0; at < parts.length; at += 4) {
      const [skipped, ids, values, names] = parts.slice(at, at + 4) as [number, string, string, string];
      const name = shown[skipped]?.name ?? '';
      const members = ids.split(' ');
      room -= members.length;
      if (name === DEAD) page.dead = factsOf(members, JSON.parse(values) as (DeadTask | null)[]);
      else addBeating(page, members, { deadlines: values.split(' '), timeout, name, names });
      if (room === 0) page.next_cursor = `${Number(lastScore)}@${name}`;
    }
    return page;
  }

  private sectionsOf(owner: string | undefined): Section[] {
    const { keys } = this;
    return [
      ...CATALOGUE.map(({ name }) => ({ name, key: keys.taskIndex(name, 'running', owner) })),
      { name: BY_HAND, key: keys.handTasks },
      ...(owner === undefined ? [{ name: DEAD, key: keys.deadTasks }] : []),
    ];
  }
}

function placeOf(cursor: string | undefined, sections: readonly Section[]): { section: number; after: number } {
  if (cursor === undefined) return { section: 0, after: 0 };
  const [, after, name] = CURSOR.exec(cursor) ?? [];
  const section = sections.findIndex((one) => one.name === name);
  if (after === undefined || section < 0) throw new InvalidRequestError({ cursor: 'is not a cursor of this list' });
  return { section, after: Number(after) };
}

interface Beats {
  /** Unix milliseconds, `-` of a task that ended meanwhile. */
  deadlines: string[];
  timeout: number;
  /** Of the section. */
  name: string;
  /** Of its tasks where they have names of their own (JSON list). */
  names: string;
}

function addBeating({ now, beating }: BeatPage, ids: string[], { deadlines, timeout, name, names }: Beats): void {
  const own = name === BY_HAND ? (JSON.parse(names) as string[]) : undefined;
  for (const [at, task_id] of ids.entries()) {
    const deadline = Number(deadlines[at]);
    if (Number.isNaN(deadline)) continue;
    const last_update = Math.min(now, deadline - timeout);
    beating.push({ task_id, task_name: own ? (own[at] ?? '') : name, last_update, late: deadline <= now });
  }
}

const factsOf = (ids: string[], facts: (DeadTask | null)[]): BeatPage['dead'] =>
  ids.flatMap((task_id, at) => {
    const known = facts[at];
    return known ? [{ task_id, ...known }] : [];
  });
