import type { HeardSegment } from '../heard';
import { diarizedOf } from './diarized-answers';

const segment = (text: string, start: number): HeardSegment => ({
  ...{ text, start, end: start + 2, seek: 0, tokens: [] },
  ...{ temperature: 0, avg_logprob: 0, compression_ratio: 1, no_speech_prob: 0 },
  words: text
    .trim()
    .split(' ')
    .map((word, at) => ({ word: ` ${word}`, start: start + at * 0.5, end: start + at * 0.5 + 0.5 })),
});
const heard = { segments: [segment(' Who is there? Me.', 0), segment(' Come in.', 3)], language: 'en', duration: 5 };

describe('a transcript of speakers', () => {
  it('is parted where the speaker changes; letters count by who speaks first', () => {
    const turns = [
      { start: 0, end: 1.5, speaker: 'SPEAKER_01' },
      { start: 1.5, end: 2, speaker: 'SPEAKER_00' },
      { start: 3, end: 4, speaker: 'SPEAKER_01' },
    ];
    const { segments, ...rest } = diarizedOf(heard, turns);
    expect(segments.map(({ id, speaker, start, end, text }) => [id, speaker, start, end, text])).toEqual([
      ['seg_000', 'A', 0, 1.5, 'Who is there?'],
      ['seg_001', 'B', 1.5, 2, 'Me.'],
      ['seg_002', 'A', 3, 5, 'Come in.'],
    ]);
    const usage = { type: 'duration', seconds: 5 };
    expect(rest).toEqual({ task: 'transcribe', duration: 5, text: 'Who is there? Me. Come in.', usage });
  });

  it('has one speaker where none was told', () =>
    expect(new Set(diarizedOf(heard, []).segments.map(({ speaker }) => speaker))).toEqual(new Set(['A'])));

  it('has names for more speakers than letters', () => {
    const segments = Array.from({ length: 28 }, (_, at) => segment(' Yes.', at * 3));
    const turns = segments.map(({ start, end }, at) => ({ start, end, speaker: `SPEAKER_${at}` }));
    const letters = diarizedOf({ ...heard, segments }, turns).segments.map(({ speaker }) => speaker);
    expect([letters[0], letters[25], letters[26], letters[27]]).toEqual(['A', 'Z', 'AA', 'AB']);
  });
});
