import type { Cue } from '../cue';

/** Text that stands for less than this cannot be read, in characters a second. */
const READABLE = 20;

/**
 * Cues that do not overlap, from cues sorted by start: one ends where the next begins. Cues that would be too short to be
 * read then (two people who begin at once) share their time by the length of their texts. None is lost.
 */
export function partOverlaps(cues: readonly Cue[]): Cue[] {
  const parted: Cue[] = [];
  for (let at = 0; at < cues.length;) {
    const pool = poolFrom(cues, at);
    at += pool.length;
    const until = cues[at]?.start ?? Infinity;
    const end = Math.min(until, endOf(pool));
    if (pool.length === 1) for (const cue of pool) parted.push(timed(cue, cue.start, end));
    else parted.push(...shared(pool, end));
  }
  return parted;
}

/** The fewest cues from `at` on that are readable before the next begins, or all that are said at once. */
function poolFrom(cues: readonly Cue[], at: number): Cue[] {
  const pool: Cue[] = [];
  let [need, end] = [0, -Infinity];
  for (let next = at; next < cues.length; next += 1) {
    const cue = cues[next] as Cue;
    const room = cue.start - (pool[0]?.start ?? cue.start);
    if (pool.length > 0 && (cue.start >= end || room >= need)) break;
    pool.push(cue);
    end = Math.max(end, cue.end);
    need += Math.min(cue.end - cue.start, cue.text.length / READABLE);
  }
  return pool;
}

const endOf = (cues: readonly Cue[]): number => cues.reduce((latest, { end }) => Math.max(latest, end), -Infinity);

function shared(pool: readonly Cue[], end: number): Cue[] {
  const start = pool[0]?.start ?? end;
  const lengths = pool.map(({ text }) => Math.max(1, text.length));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  let [before, from] = [0, start];
  return pool.map((cue, index) => {
    before += lengths[index] ?? 1;
    const to = index === pool.length - 1 ? end : start + ((end - start) * before) / all;
    const made = timed(cue, from, to);
    from = to;
    return made;
  });
}

/** The cue at another time; its words stay within it. */
function timed(cue: Cue, start: number, end: number): Cue {
  if (!cue.words || (start === cue.start && end === cue.end)) return { ...cue, start, end };
  const within = (time: number): number => Math.min(end, Math.max(start, time));
  const words = cue.words.map((word) => ({ ...word, start: within(word.start), end: within(word.end) }));
  return { ...cue, start, end, words };
}
