import type { Voice } from './embedding';
import { dot } from './linkage';

/** With more speakers every way to place three voices takes too long. */
const MOST_TRIED = 12;

/** The speaker of each voice of a window; undefined where it cannot be told. Two voices of a window are two speakers. */
export function assign(
  voices: readonly (Voice | undefined)[],
  speakers: readonly Float64Array[],
): (number | undefined)[] {
  const heard = voices.flatMap((voice, at) => (voice?.embedding ? [{ at, embedding: voice.embedding }] : []));
  const likeness = heard.map(({ embedding }) => speakers.map((speaker) => dot(speaker, embedding)));
  const tried = heard.length <= speakers.length && speakers.length <= MOST_TRIED;
  const chosen = tried ? best(likeness).speakers : likeness.map((row) => row.indexOf(Math.max(...row)));
  const assigned: (number | undefined)[] = voices.map(() => undefined);
  heard.forEach(({ at }, index) => {
    const speaker = chosen[index];
    assigned[at] = speaker === -1 ? undefined : speaker;
  });
  return assigned;
}

interface Choice {
  score: number;
  speakers: number[];
}

/** Different speakers for all voices, with the highest likeness together. */
function best(likeness: readonly number[][], taken: readonly number[] = []): Choice {
  const [row, ...rest] = likeness;
  if (!row) return { score: 0, speakers: [] };
  let found: Choice = { score: -Infinity, speakers: [] };
  row.forEach((score, speaker) => {
    if (taken.includes(speaker)) return;
    const others = best(rest, [...taken, speaker]);
    if (score + others.score > found.score)
      found = { score: score + others.score, speakers: [speaker, ...others.speakers] };
  });
  return found;
}
