import { rttm } from './rttm';
import { segmentsOf, statisticsOf, summaryOf } from './segments';

const segments = segmentsOf([
  { start: 0.50003, end: 2.25049, speaker: 0 },
  { start: 2, end: 4, speaker: 1 },
  { start: 5, end: 6.5, speaker: 0 },
]);

it('writes RTTM, whose fields hold no spaces', () => {
  expect(rttm(segments.slice(0, 1), 'my talk')).toBe('SPEAKER my_talk 1 0.500 1.750 <NA> <NA> SPEAKER_00 <NA> <NA>\n');
});

it('counts what each speaker says', () => {
  expect(statisticsOf(segments)).toEqual({
    SPEAKER_00: { segments: 2, duration: 3.25 },
    SPEAKER_01: { segments: 1, duration: 2 },
  });
});

it('tells speech from overlap', () => {
  expect(summaryOf(segments, 8)).toEqual({
    audio_duration: 8,
    total_segments: 3,
    total_speakers: 2,
    speech_duration: 5,
    overlap_duration: 0.25,
  });
});
