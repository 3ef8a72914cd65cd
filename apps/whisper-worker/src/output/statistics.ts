import type { TranscriptStatistics } from '@switchyard/contracts';
import type { Transcript } from '../whisper-methods';

/** The figures of a transcript; `seconds` is the time it took. */
export function statisticsOf(transcript: Transcript, seconds: number): TranscriptStatistics {
  const { segments, audio } = transcript;
  const spoken = segments.reduce((sum, { start, end }) => sum + end - start, 0);
  return {
    total_segments: segments.length,
    total_words: segments.reduce((sum, segment) => sum + wordCount(segment), 0),
    transcribe_duration: rounded(seconds),
    average_segment_duration: rounded(spoken / Math.max(1, segments.length)),
    speech_duration: rounded(transcript.speechSeconds),
    total_chunks: transcript.chunks,
    resumed_chunks: transcript.resumedChunks,
    silent_share: share(audio.silentShare),
    clipped_share: share(audio.clippedShare),
    unusable_samples: audio.nonFinite,
  };
}

/** Where there are no word times, what white space parts; a text without any is one word. */
const wordCount = ({ words, text }: Transcript['segments'][number]): number =>
  words?.length ?? text.split(/\s+/).filter(Boolean).length;

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** One sample in a million is seen. */
const share = (of: number): number => Math.round(of * 1e6) / 1e6;
