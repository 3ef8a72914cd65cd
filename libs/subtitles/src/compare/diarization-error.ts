import type { SpeakerTurn } from '../cue';

/** Shares of the time that is spoken in truth, all speakers counted. */
export interface DiarizationError {
  /** The sum of the other three. */
  rate: number;
  missed: number;
  falseAlarm: number;
  /** Spoken by another than the one who was found. */
  confused: number;
}

type Turn = Pick<SpeakerTurn, 'start' | 'end' | 'speaker'>;

/**
 * Diarization error rate as pyannote.metrics has it: no collar, overlaps counted, found speakers mapped to true ones so that
 * they share most.
 */
export function diarizationError(found: readonly Turn[], truth: readonly Turn[]): DiarizationError {
  const shared = new Map<string, Map<string, number>>();
  let [total, missed, falseAlarm, both] = [0, 0, 0, 0];
  for (const [start, end] of pieces([...found, ...truth])) {
    const [right, heard] = [speaking(truth, start, end), speaking(found, start, end)];
    const seconds = end - start;
    total += right.length * seconds;
    missed += Math.max(0, right.length - heard.length) * seconds;
    falseAlarm += Math.max(0, heard.length - right.length) * seconds;
    both += Math.min(right.length, heard.length) * seconds;
    for (const one of right) {
      const row = shared.get(one) ?? new Map<string, number>();
      for (const other of heard) row.set(other, (row.get(other) ?? 0) + seconds);
      shared.set(one, row);
    }
  }
  const confused = both - bestMatch([...shared.values()]);
  const share = (seconds: number): number => (seconds === 0 ? 0 : seconds / (total || 1));
  return {
    rate: share(missed + falseAlarm + confused),
    missed: share(missed),
    falseAlarm: share(falseAlarm),
    confused: share(confused),
  };
}

/** The stretches between all times at which a turn begins or ends. */
function pieces(turns: readonly Turn[]): [start: number, end: number][] {
  const times = [...new Set(turns.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
  return times.slice(1).map((end, at) => [times[at]!, end]);
}

const speaking = (turns: readonly Turn[], start: number, end: number): string[] => [
  ...new Set(turns.filter((turn) => turn.start <= start && turn.end >= end).map(({ speaker }) => speaker)),
];

/** The most that rows and columns share when each belongs to one other at most. */
function bestMatch(rows: readonly ReadonlyMap<string, number>[], taken: ReadonlySet<string> = new Set()): number {
  const [row, ...rest] = rows;
  if (!row) return 0;
  const without = bestMatch(rest, taken);
  const withOne = [...row]
    .filter(([name]) => !taken.has(name))
    .map(([name, seconds]) => seconds + bestMatch(rest, new Set([...taken, name])));
  return Math.max(without, ...withOne);
}
