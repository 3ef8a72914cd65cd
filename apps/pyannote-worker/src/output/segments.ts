import type { DiarizationSummary, SpeakerSegmentsSummary, SpeakerStatistics } from '@switchyard/contracts';
import type { Turn } from '../diarization/turns';

/** A turn as files and outputs have it; seconds to the millisecond. */
export interface SpeakerSegment {
  start: number;
  end: number;
  speaker: string;
  duration: number;
}

export const segmentsOf = (turns: readonly Turn[]): SpeakerSegment[] =>
  turns.map(({ start, end, speaker }) => segment(milliseconds(start), milliseconds(end), nameOf(speaker)));

export const segment = (start: number, end: number, speaker: string): SpeakerSegment => ({
  start,
  end,
  speaker,
  duration: milliseconds(end - start),
});

export const milliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

const nameOf = (speaker: number): string => `SPEAKER_${String(speaker).padStart(2, '0')}`;

/** By the name of the speaker, in the order in which they first speak. */
export function statisticsOf(segments: readonly SpeakerSegment[]): Record<string, SpeakerStatistics> {
  const found = new Map<string, SpeakerStatistics>();
  for (const { speaker, duration } of segments) {
    const before = found.get(speaker) ?? { segments: 0, duration: 0 };
    found.set(speaker, { segments: before.segments + 1, duration: milliseconds(before.duration + duration) });
  }
  return Object.fromEntries(found);
}

/** Where several speak at once, each counts. */
export function totalsOf(segments: readonly SpeakerSegment[]): SpeakerSegmentsSummary {
  const speakers = statisticsOf(segments);
  return {
    total_segments: segments.length,
    total_speakers: Object.keys(speakers).length,
    total_duration: milliseconds(segments.reduce((sum, { duration }) => sum + duration, 0)),
    speakers,
  };
}

export function summaryOf(segments: readonly SpeakerSegment[], audioSeconds: number): DiarizationSummary {
  const { speech, overlap } = covered(segments);
  return {
    audio_duration: milliseconds(audioSeconds),
    total_segments: segments.length,
    total_speakers: new Set(segments.map(({ speaker }) => speaker)).size,
    speech_duration: speech,
    overlap_duration: overlap,
  };
}

/** Seconds in which at least one segment runs, and in which more do. */
export function covered(segments: readonly Pick<SpeakerSegment, 'start' | 'end'>[]): {
  speech: number;
  overlap: number;
} {
  const changes = segments.flatMap(({ start, end }) => [
    { at: start, change: 1 },
    { at: end, change: -1 },
  ]);
  changes.sort((one, other) => one.at - other.at);
  let [speech, overlap, running, before] = [0, 0, 0, 0];
  for (const { at, change } of changes) {
    if (running > 0) speech += at - before;
    if (running > 1) overlap += at - before;
    running += change;
    before = at;
  }
  return { speech: milliseconds(speech), overlap: milliseconds(overlap) };
}
