import type { SpeakerTurn } from '../cue';

export interface Span {
  start: number;
  end: number;
}

/** Seconds that two spans have in common; a moment within a span counts for the least that is more than nothing. */
export function commonSeconds(a: Span, b: Span): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common === 0 && (a.start === a.end || b.start === b.end) ? Number.MIN_VALUE : Math.max(0, common);
}

/** Finds the turns that have time in common with a span, in the order of time. */
export class TurnIndex {
  private readonly turns: SpeakerTurn[];
  private readonly longest: number;

  constructor(turns: readonly SpeakerTurn[]) {
    this.turns = [...turns].sort((a, b) => a.start - b.start || a.end - b.end);
    this.longest = turns.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  }

  touching(span: Span): SpeakerTurn[] {
    const found: SpeakerTurn[] = [];
    for (let at = this.firstFrom(span.start - this.longest); at < this.turns.length; at += 1) {
      const turn = this.turns[at] as SpeakerTurn;
      if (turn.start > span.end) break;
      if (commonSeconds(turn, span) > 0) found.push(turn);
    }
    return found;
  }

  /** Who speaks for most of a span; nothing where it touches no turn. */
  speakerOf(span: Span): string | undefined {
    const seconds = new Map<string, number>();
    for (const turn of this.touching(span))
      seconds.set(turn.speaker, (seconds.get(turn.speaker) ?? 0) + commonSeconds(turn, span));
    return [...seconds].sort(([, a], [, b]) => b - a)[0]?.[0];
  }

  /** Position of the first turn that begins at a time or later. */
  private firstFrom(time: number): number {
    let [low, high] = [0, this.turns.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.turns[middle] as SpeakerTurn).start < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
