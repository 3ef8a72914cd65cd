import { dot } from './linkage';
import type { Print } from './prints';
import type { Stretch } from './stretches';

/** No speaker, or one who cannot be told. */
export const NOBODY = -1;

/** The speaker of each frame in which one voice speaks: whose voice sounds most like the piece whose middle is nearest. */
export function speakersOfFrames(
  prints: readonly Print[],
  stretches: readonly Stretch[],
  speakers: readonly Float64Array[],
  frames: number,
): Int16Array {
  const found = new Int16Array(frames).fill(NOBODY);
  if (speakers.length === 0) return found;
  prints.forEach((print, at) => {
    const [before, after] = [prints[at - 1], prints[at + 1]];
    const { from, to } = stretches[print.stretch]!;
    const first = before?.stretch === print.stretch ? between(before, print) : from;
    const end = after?.stretch === print.stretch ? between(print, after) : to;
    found.fill(nearest(print.embedding, speakers), first, end);
  });
  return found;
}

/** The frame halfway between the middles of two pieces. */
const between = (one: Print, other: Print): number => Math.round((one.from + one.to + other.from + other.to) / 4);

function nearest(embedding: Float32Array, speakers: readonly Float64Array[]): number {
  const likeness = speakers.map((speaker) => dot(speaker, embedding));
  return likeness.indexOf(Math.max(...likeness));
}
