import type { SpeakerSegment } from './segments';

/** Issues of one kind that are told one by one. */
const MOST_TOLD = 5;

/** Times of a diarization that contradict each other. */
export function issuesIn(segments: readonly SpeakerSegment[]): string[] {
  if (segments.length === 0) return ['there are no segments'];
  return [
    ...told(twice(segments), 'segments of a speaker that overlap'),
    ...told(unordered(segments), 'segments out of order'),
  ];
}

/** A speaker cannot speak twice at once. */
function twice(segments: readonly SpeakerSegment[]): string[] {
  const ends = new Map<string, number>();
  const found: string[] = [];
  for (const { start, end, speaker } of [...segments].sort((one, other) => one.start - other.start)) {
    const before = ends.get(speaker) ?? 0;
    if (start < before)
      found.push(`${speaker} speaks twice at once: a segment begins at ${start} s, another one ends at ${before} s`);
    ends.set(speaker, Math.max(before, end));
  }
  return found;
}

function unordered(segments: readonly SpeakerSegment[]): string[] {
  return segments.slice(1).flatMap(({ start }, at) => {
    const before = segments[at]!.start;
    return start < before ? [`segment ${at + 2} begins at ${start} s, before segment ${at + 1} at ${before} s`] : [];
  });
}

function told(issues: readonly string[], what: string): string[] {
  if (issues.length <= MOST_TOLD) return [...issues];
  return [...issues.slice(0, MOST_TOLD), `${issues.length - MOST_TOLD} more ${what}`];
}
