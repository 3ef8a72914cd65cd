import type { Cue } from '../cue';
import { characterErrorRate, textSimilarity, wordErrorRate } from './error-rate';

/** A cue that was read beside the cue it stands for; one of them is missing where nothing fits. */
export interface CuePair {
  read?: Cue;
  truth?: Cue;
}

export interface SubtitleComparison {
  /** Character error rate of all text in the order of time: missed and extra cues count in full. */
  cer: number;
  /** Word error rate of the same, without case and punctuation. */
  wer: number;
  /** Median of the absolute differences of matched cues, in milliseconds; null without a match. */
  cueTimeErrorMedianMs: { start: number | null; end: number | null };
  matched: number;
  missed: number;
  extra: number;
  /** In the order of time. */
  pairs: CuePair[];
}

/** Cues further apart than this are not the same one, in seconds. */
const REACH = 1;
const LEAST_SIMILARITY = 0.3;

/**
 * Compares subtitles with the truth. A cue is matched with at most one other: among all that overlap or lie within a
 * second and whose texts are alike by at least 0.3, the best pairs are taken first (share of common time + likeness).
 */
export function compareSubtitles(read: readonly Cue[], truth: readonly Cue[]): SubtitleComparison {
  const [reads, truths] = [byStart(read), byStart(truth)];
  const matches = bestMatches(reads, truths);
  const taken = new Set(matches.map(({ truth: cue }) => cue));
  const found = new Set(matches.map(({ read: cue }) => cue));
  const missed = truths.filter((cue) => !taken.has(cue)).map((cue) => ({ truth: cue }));
  const extra = reads.filter((cue) => !found.has(cue)).map((cue) => ({ read: cue }));
  const startOf = (pair: CuePair): number => (pair.truth ?? pair.read)?.start ?? 0;
  return {
    cer: characterErrorRate(textOf(reads), textOf(truths)),
    wer: wordErrorRate(textOf(reads), textOf(truths)),
    cueTimeErrorMedianMs: { start: medianError(matches, 'start'), end: medianError(matches, 'end') },
    matched: matches.length,
    missed: missed.length,
    extra: extra.length,
    pairs: [...matches, ...missed, ...extra].sort((a, b) => startOf(a) - startOf(b)),
  };
}

const byStart = (cues: readonly Cue[]): Cue[] => [...cues].sort((a, b) => a.start - b.start || a.end - b.end);
const textOf = (cues: readonly Cue[]): string => cues.map((cue) => cue.text).join(' ');

type Match = Required<CuePair>;

function bestMatches(reads: readonly Cue[], truths: readonly Cue[]): Match[] {
  const candidates = candidatesOf(reads, truths).sort((a, b) => b.score - a.score);
  const used = new Set<Cue>();
  return candidates.flatMap(({ read, truth }) => {
    if (used.has(read) || used.has(truth)) return [];
    used.add(read).add(truth);
    return [{ read, truth }];
  });
}

function candidatesOf(reads: readonly Cue[], truths: readonly Cue[]): (Match & { score: number })[] {
  const longest = truths.reduce((most, cue) => Math.max(most, cue.end - cue.start), 0);
  const candidates: (Match & { score: number })[] = [];
  let first = 0;
  for (const read of reads) {
    while ((truths[first]?.start ?? Infinity) < read.start - longest - REACH) first += 1;
    for (let at = first; (truths[at]?.start ?? Infinity) <= read.end + REACH; at += 1) {
      const truth = truths[at];
      if (!truth || truth.end < read.start - REACH) continue;
      const alike = textSimilarity(read.text, truth.text);
      if (alike >= LEAST_SIMILARITY) candidates.push({ read, truth, score: alike + commonShare(read, truth) });
    }
  }
  return candidates;
}

/** Common time over the time of both together, 0 to 1. */
function commonShare(a: Cue, b: Cue): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const all = Math.max(a.end, b.end) - Math.min(a.start, b.start);
  return common > 0 && all > 0 ? common / all : 0;
}

function medianError(matches: readonly Match[], edge: 'start' | 'end'): number | null {
  const errors = matches.map(({ read, truth }) => Math.abs(read[edge] - truth[edge]) * 1000).sort((a, b) => a - b);
  if (errors.length === 0) return null;
  const middle = Math.floor(errors.length / 2);
  const [below, above] = [errors[errors.length % 2 === 0 ? middle - 1 : middle] ?? 0, errors[middle] ?? 0];
  return Math.round((below + above) / 2);
}
