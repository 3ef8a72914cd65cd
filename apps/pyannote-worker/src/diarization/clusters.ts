import { averageLinkage, groupOf, type Group, type Join } from './linkage';

/** How many speakers there may be. */
export interface SpeakerHints {
  min: number;
  max: number;
}

/** Voices further apart are those of two speakers. Of 1.5 s each, those of one are up to 0.5 apart, those of two 0.7 and more. */
const THRESHOLD = 0.6;
/** Groups with fewer voices than this, and than this share of all, are no speakers. */
const FEWEST = 6;
const FEWEST_SHARE = 0.1;
/** More voices are joined in parts first: the table of their distances takes n² * 4 bytes. */
const PART = 2000;
/** Voices this near are those of one speaker, whatever comes after. */
const SURELY_ONE = 0.4;

/** The speakers behind many voices: the direction of each, of unit length. @param voices unit vectors */
export function speakersOf(voices: readonly Float32Array[], hints: SpeakerHints): Float64Array[] {
  if (voices.length === 0) return [];
  const groups = condensed(voices.map(groupOf));
  const joins = averageLinkage(groups);
  const steps = stepsOf(groups, joins, hints, voices.length);
  return cut(groups, joins, steps.count)
    .filter(({ size }) => size >= steps.fewest)
    .map(({ sum }) => direction(sum));
}

/** At most `PART` groups for any number of them: each part of the audio is joined by itself. */
function condensed(groups: Group[]): Group[] {
  if (groups.length <= PART) return groups;
  const parts: Group[] = [];
  for (let from = 0; from < groups.length; from += PART) {
    const part = groups.slice(from, from + PART);
    const joins = averageLinkage(part);
    const near = joins.findIndex(({ distance }) => distance > SURELY_ONE);
    parts.push(...cut(part, joins, near < 0 ? joins.length : near));
  }
  return parts.length < groups.length ? condensed(parts) : averaged(parts);
}

/** Joins the nearest until few enough are left. */
function averaged(groups: Group[]): Group[] {
  return cut(groups, averageLinkage(groups), groups.length - PART);
}

/** How many joins are done, and how large a group must be to be a speaker. */
function stepsOf(
  groups: readonly Group[],
  joins: readonly Join[],
  { min, max }: SpeakerHints,
  voices: number,
): { count: number; fewest: number } {
  const fewest = Math.min(FEWEST, Math.max(1, Math.round(FEWEST_SHARE * voices)));
  const far = joins.findIndex(({ distance }) => distance >= THRESHOLD);
  const standard = far < 0 ? joins.length : far;
  const large = largeAfter(groups, joins, fewest);
  const wanted = Math.min(max, Math.max(min, 1, large[standard]!));
  if (large[standard] === wanted) return { count: standard, fewest };
  const away = (count: number): number =>
    Math.abs(large[count]! - wanted) * groups.length * 2 + Math.abs(count - standard);
  const count = large.reduce((best, _, at) => (away(at) < away(best) ? at : best), 0);
  if (large[count] === wanted) return { count, fewest };
  // so many large groups never stand side by side: small ones have to count
  return { count: Math.max(0, groups.length - wanted), fewest: 1 };
}

/** After each number of joins, how many groups are large enough. */
function largeAfter(groups: readonly Group[], joins: readonly Join[], fewest: number): number[] {
  const sizes = groups.map(({ size }) => size);
  let large = sizes.filter((size) => size >= fewest).length;
  const counts = [large];
  for (const { a, b } of joins) {
    const [one, other] = [sizes[a]!, sizes[b]!];
    sizes.push(one + other);
    large += Number(one + other >= fewest) - Number(one >= fewest) - Number(other >= fewest);
    counts.push(large);
  }
  return counts;
}

/** The groups that are left after so many joins. */
function cut(groups: readonly Group[], joins: readonly Join[], count: number): Group[] {
  const all: (Group | undefined)[] = [...groups];
  for (const { a, b } of joins.slice(0, count)) {
    const [one, other] = [all[a]!, all[b]!];
    all[a] = all[b] = undefined;
    all.push({ sum: one.sum.map((value, at) => value + other.sum[at]!), size: one.size + other.size });
  }
  return all.filter((group) => group !== undefined);
}

function direction(sum: Float64Array): Float64Array {
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
