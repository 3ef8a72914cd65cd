import type { Word } from '../../transcriber';
import { isPunctuation } from './punctuation';
import type { SpokenSegment } from './place-words';

/** Times of a window in seconds of its chunk. */
export interface WindowTimes {
  offset: number;
  /** Where its speech ends. */
  contentEnd: number;
  /** Where the encoder's 30 s end. */
  windowEnd: number;
  /** Length of the chunk. */
  chunkEnd: number;
  /** End of the last word before the window. */
  lastSpeech: number;
}

/** What is kept of a window, and where to listen next, in seconds, if not after it. */
export interface Kept {
  segments: SpokenSegment[];
  next?: number;
}

/** Only the first words of a segment say whether it was made up. */
const JUDGED_WORDS = 8;
/** This near to the ends of a window counts as silence. */
const EDGE_SECONDS = 2;

/** Removes improbable segments that lie in silence longer than `threshold` seconds (faster-whisper's `generate_segments`). */
export function dropHallucinations(segments: readonly SpokenSegment[], window: WindowTimes, threshold: number): Kept {
  const first = segments.find(({ words }) => words.length > 0);
  if (first && isImprobable(first)) {
    const gap = first.start - window.offset;
    if (gap > threshold) return { segments: [], next: window.offset + gap };
  }
  let lastEnd = window.lastSpeech;
  for (const [index, segment] of segments.entries()) {
    if (segment.words.length === 0) continue;
    if (isImprobable(segment) && isInSilence(segments, index, lastEnd, window, threshold)) {
      const isLast = window.chunkEnd - segment.end < threshold;
      const next = isLast ? window.chunkEnd : Math.max(window.offset + 1, segment.start);
      return { segments: segments.slice(0, index), next };
    }
    lastEnd = segment.end;
  }
  return { segments: [...segments] };
}

function isInSilence(
  segments: readonly SpokenSegment[],
  index: number,
  lastEnd: number,
  window: WindowTimes,
  threshold: number,
): boolean {
  const segment = segments[index]!;
  const next = segments.slice(index + 1).find(({ words }) => words.length > 0);
  const nextStart = next ? next.words[0]!.start : window.contentEnd;
  const before =
    segment.start - lastEnd > threshold || segment.start < threshold || segment.start - window.offset < EDGE_SECONDS;
  const after =
    nextStart - segment.end > threshold ||
    (next !== undefined && isImprobable(next)) ||
    window.windowEnd - segment.end < EDGE_SECONDS;
  return before && after;
}

/** Whether the words are too long, too short or too unlikely to have been said. */
function isImprobable({ words }: SpokenSegment): boolean {
  const judged = words.filter(({ word }) => !isPunctuation(word)).slice(0, JUDGED_WORDS);
  const score = judged.reduce((sum, word) => sum + anomaly(word), 0);
  return score >= 3 || score + 0.01 >= judged.length;
}

function anomaly({ start, end, probability }: Word): number {
  const length = end - start;
  let score = probability < 0.15 ? 1 : 0;
  if (length < 0.133) score += (0.133 - length) * 15;
  if (length > 2) score += length - 2;
  return score;
}
