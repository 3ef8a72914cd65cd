import { SAMPLE_RATE, type Span } from '@switchyard/audio';
import type { Segment, Word } from '../transcriber';

/**
 * Gives the segments of a chunk, whose pauses were left out, the times they have in the whole audio. As in faster-whisper
 * (`restore_speech_timestamps`) a word stands where its middle is; start and end of it are taken from there.
 */
export function withAudioTimes(segments: readonly Segment[], speech: readonly Span[]): Segment[] {
  const times = new SpeechTimes(speech);
  return segments.map((segment) => {
    const words = segment.words?.map((word) => wordInAudio(word, times));
    const start = words?.[0]?.start ?? times.inAudio(segment.start, times.spanOf(segment.start));
    const end = words?.at(-1)?.end ?? times.inAudio(segment.end, times.spanOf(segment.end, 'end'));
    const seek = Math.round(times.inAudio(segment.seek / 100, times.spanOf(segment.seek / 100)) * 100);
    return { ...segment, seek, start, end: Math.max(start, end), ...(words ? { words } : {}) };
  });
}

function wordInAudio(word: Word, times: SpeechTimes): Word {
  const span = times.spanOf((word.start + word.end) / 2);
  const start = times.inAudio(word.start, span);
  return { ...word, start, end: Math.max(start, times.inAudio(word.end, span)) };
}

/** Seconds of speech without its pauses, and what they are with them. */
class SpeechTimes {
  /** Where each span ends in speech without pauses, in samples. */
  private readonly ends: number[] = [];

  constructor(private readonly spans: readonly Span[]) {
    let length = 0;
    for (const { start, end } of spans) this.ends.push((length += end - start));
  }

  /** Which span a moment is in; one between two belongs to the second, as an end to the first. */
  spanOf(seconds: number, as: 'start' | 'end' = 'start'): number {
    const at = Math.round(seconds * SAMPLE_RATE);
    const found = this.ends.findIndex((end) => (as === 'end' ? at <= end : at < end));
    return found >= 0 ? found : this.spans.length - 1;
  }

  /** Stays within the span, so that what a model writes behind the end of the speech ends there. */
  inAudio(seconds: number, span: number): number {
    const { start, end } = this.spans[span] ?? { start: 0, end: 0 };
    const at = start + seconds * SAMPLE_RATE - (this.ends[span - 1] ?? 0);
    return Math.round((Math.min(end, Math.max(start, at)) / SAMPLE_RATE) * 1000) / 1000;
  }
}
