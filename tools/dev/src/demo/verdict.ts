import { compareSubtitles, type Cue } from '@switchyard/subtitles';

const MOST_CHARACTER_ERRORS = 0.02;
const MOST_WORD_ERRORS = 0.1;
/** Of starts and of ends of what was read. */
const MOST_TIME_ERROR_MS = 150;

/** What was read in the sample and heard in it, where anything is said. */
export interface DemoTexts {
  read: readonly Cue[];
  heard?: readonly Cue[];
}

/** The demo read or heard its own sample worse than it should. */
export class DemoBelowPromiseError extends Error {
  constructor(shortcomings: readonly string[]) {
    super(`the demo should do better on its own video: ${shortcomings.join('; ')}`);
  }
}

/** @throws DemoBelowPromiseError where the figures are worse than they are on any machine on which all works */
export function judge({ read, heard }: DemoTexts, truth: readonly Cue[]): void {
  const shortcomings = [...shortcomingsOfReading(read, truth), ...(heard ? shortcomingsOfHearing(heard, truth) : [])];
  if (shortcomings.length > 0) throw new DemoBelowPromiseError(shortcomings);
}

function shortcomingsOfReading(read: readonly Cue[], truth: readonly Cue[]): string[] {
  const { cer, cueTimeErrorMedianMs: times } = compareSubtitles(read, truth);
  const found =
    cer > MOST_CHARACTER_ERRORS ? [rate('character error rate of what was read', cer, MOST_CHARACTER_ERRORS)] : [];
  for (const edge of ['start', 'end'] as const) {
    const median = times[edge];
    if (median !== null && median <= MOST_TIME_ERROR_MS) continue;
    const error = median === null ? 'no subtitle found' : `median time error ${median} ms`;
    found.push(`${error} at the ${edge} (at most ${MOST_TIME_ERROR_MS} ms)`);
  }
  return found;
}

function shortcomingsOfHearing(heard: readonly Cue[], truth: readonly Cue[]): string[] {
  const { wer } = compareSubtitles(heard, truth);
  return wer > MOST_WORD_ERRORS ? [rate('word error rate of what was heard', wer, MOST_WORD_ERRORS)] : [];
}

const rate = (what: string, found: number, most: number): string =>
  `${what} ${(found * 100).toFixed(2)} % (at most ${most * 100} %)`;
