import type { SplitAudioInput } from '@switchyard/contracts';
import { toMilliseconds, type Stretch } from '@switchyard/subtitles';

/** One file to cut. */
export interface Part extends Stretch {
  kind: 'speech' | 'silence';
}

export interface SplitPlan {
  parts: Part[];
  leftOut: (Part & { reason: string })[];
}

type Rules = Pick<SplitAudioInput, 'min_segment_duration' | 'max_segment_duration' | 'include_silence'>;

/** What to cut out of audio of a length: every stretch, long ones in even pieces, and on request what lies between. */
export function splitPlan(stretches: readonly Stretch[], seconds: number, rules: Rules): SplitPlan {
  const sorted = [...stretches].sort((a, b) => a.start - b.start || a.end - b.end);
  const all = sorted.map((stretch): Part => ({ ...stretch, kind: 'speech' }));
  if (rules.include_silence) all.push(...between(sorted, seconds));
  const plan: SplitPlan = { parts: [], leftOut: [] };
  for (const part of all.sort((a, b) => a.start - b.start)) {
    const end = Math.min(part.end, seconds);
    const reason = reasonAgainst(part, end, seconds, rules);
    if (reason) plan.leftOut.push({ ...part, reason });
    else plan.parts.push(...pieces({ ...part, end }, rules.max_segment_duration));
  }
  return plan;
}

function reasonAgainst({ start }: Part, end: number, seconds: number, rules: Rules): string | undefined {
  if (start >= seconds) return `begins after the end of the audio (${toMilliseconds(seconds)} s)`;
  const least = rules.min_segment_duration;
  const length = toMilliseconds(end - start);
  return length === 0 || length < least ? `${length} s is shorter than ${least} s` : undefined;
}

function between(sorted: readonly Stretch[], seconds: number): Part[] {
  const gaps: Part[] = [];
  let from = 0;
  for (const { start, end } of [...sorted, { start: seconds, end: seconds }]) {
    if (start > from) gaps.push({ start: from, end: start, kind: 'silence' });
    from = Math.max(from, end);
  }
  return gaps;
}

function pieces(part: Part, longest: number): Part[] {
  const length = part.end - part.start;
  const count = Math.max(1, Math.ceil(toMilliseconds(length) / longest));
  return Array.from({ length: count }, (_, at) => ({
    ...part,
    start: toMilliseconds(part.start + (length * at) / count),
    end: toMilliseconds(part.start + (length * (at + 1)) / count),
  }));
}
