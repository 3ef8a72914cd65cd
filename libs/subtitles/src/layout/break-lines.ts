/** One line of a text: `[from, to)`, without the space it was broken at. */
export interface LineRange {
  from: number;
  to: number;
}

/** Scripts written without spaces between words. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u3000-\u303f\uff00-\uffef]/u;
const NEVER_FIRST = /[\p{Pe}\p{Pf}、。，．！？：；・ー々ゝゞ…‥%‰°℃\p{M}]/u;
const NEVER_LAST = /[\p{Ps}\p{Pi}$£¥￥＄]/u;
/** Cost of a line that holds one word of a longer text, in squared characters of empty room. */
const ORPHAN_COST = 2000;

interface Stop {
  /** Where the line before ends and where the next begins. */
  end: number;
  next: number;
  /** Spaces in the text before `next`. */
  spaces: number;
}

/**
 * Breaks one-line text into lines of at most `maxChars` characters, of even length and without a word alone on a line
 * where another break is possible: the least sum of squared empty room (Knuth and Plass). Breaks at spaces, between
 * characters of scripts without spaces, and inside a word only when it is longer than a line.
 */
export function breakLines(text: string, maxChars: number): LineRange[] {
  if (text.length <= maxChars) return text === '' ? [] : [{ from: 0, to: text.length }];
  const stops = withForcedStops(stopsOf(text), text, maxChars);
  const best = bestStops(stops, text, maxChars);
  const lines: LineRange[] = [];
  for (let at = stops.length - 1; at > 0; at = best[at] ?? 0) {
    lines.push({ from: stops[best[at] ?? 0]?.next ?? 0, to: stops[at]?.end ?? text.length });
  }
  return lines.reverse();
}

/** Every place where a line may end, from the beginning of the text to its end. */
function stopsOf(text: string): Stop[] {
  const stops: Stop[] = [{ end: 0, next: 0, spaces: 0 }];
  let [before, at, spaces] = ['', 0, 0];
  for (const sign of text) {
    if (sign === ' ') stops.push({ end: at, next: at + 1, spaces: ++spaces });
    else if (before !== '' && before !== ' ' && breaksBetween(before, sign)) stops.push({ end: at, next: at, spaces });
    before = sign;
    at += sign.length;
  }
  return [...stops, { end: text.length, next: text.length, spaces: spaces + 1 }];
}

const breaksBetween = (before: string, after: string): boolean =>
  (UNSPACED.test(before) || UNSPACED.test(after)) && !NEVER_FIRST.test(after) && !NEVER_LAST.test(before);

/** Adds stops inside words that are longer than a line; never inside a surrogate pair. */
function withForcedStops(stops: readonly Stop[], text: string, maxChars: number): Stop[] {
  const all: Stop[] = [];
  for (const stop of stops) {
    let from = all.at(-1)?.next ?? 0;
    while (stop.end - from > maxChars) {
      const cut = from + maxChars;
      from = /[\uDC00-\uDFFF]/.test(text[cut] ?? '') ? cut - 1 : cut;
      all.push({ end: from, next: from, spaces: all.at(-1)?.spaces ?? 0 });
    }
    all.push(stop);
  }
  return all;
}

/** For each stop the stop at which the line that ends there best begins. */
function bestStops(stops: readonly Stop[], text: string, maxChars: number): number[] {
  const cost = [0];
  const best = [0];
  const mayStandAlone = stops.map(({ next }) => UNSPACED.test(text[next] ?? ''));
  for (const [at, { end, spaces }] of stops.entries()) {
    if (at === 0) continue;
    [cost[at], best[at]] = [Infinity, at - 1];
    for (let from = at - 1; from >= 0; from -= 1) {
      const begin = stops[from] as Stop;
      const room = maxChars - (end - begin.next);
      if (room < 0) break;
      const orphan = spaces - begin.spaces <= 1 && !mayStandAlone[from];
      const total = (cost[from] as number) + room ** 2 + (orphan ? ORPHAN_COST : 0);
      if (total < cost[at]) [cost[at], best[at]] = [total, from];
    }
  }
  return best;
}

/** A text with its line breaks where `breakLines` puts them. */
export const brokenText = (text: string, maxChars: number): string =>
  breakLines(text, maxChars)
    .map(({ from, to }) => text.slice(from, to))
    .join('\n');
