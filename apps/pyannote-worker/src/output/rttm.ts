import type { SpeakerSegment } from './segments';

/** Rich Transcription Time Marked: one line for each segment. @param name of the recording; RTTM parts fields at spaces */
export function rttm(segments: readonly SpeakerSegment[], name: string): string {
  const recording = name.replace(/\s+/gu, '_') || 'audio';
  return segments
    .map(({ start, duration, speaker }) => [
      ...['SPEAKER', recording, '1', start.toFixed(3), duration.toFixed(3)],
      ...['<NA>', '<NA>', speaker, '<NA>', '<NA>'],
    ])
    .map((fields) => `${fields.join(' ')}\n`)
    .join('');
}
