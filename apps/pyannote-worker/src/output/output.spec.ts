import { rttm } from './rttm';
import { issuesIn } from './issues';
import { segment, segmentsOf, statisticsOf, summaryOf, totalsOf } from './segments';

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

it('adds up what is said, each speaker for themselves', () => {
  expect(totalsOf(segments)).toEqual({
    total_segments: 3,
    total_speakers: 2,
    total_duration: 5.25,
    speakers: statisticsOf(segments),
  });
});

it('finds times that contradict each other, and tells few of many', () => {
  expect(issuesIn(segments)).toEqual([]);
  expect(issuesIn([])).toEqual(['there are no segments']);
  expect(issuesIn([segment(3, 5, 'A'), segment(1, 2, 'B'), segment(4, 6, 'A')])).toEqual([
    'A speaks twice at once: a segment begins at 4 s, another one ends at 5 s',
    'segment 2 begins at 1 s, before segment 1 at 3 s',
  ]);
  const many = issuesIn(Array.from({ length: 9 }, (_, at) => segment(at, 20, 'A')));
  expect(many).toHaveLength(6);
  expect(many.at(-1)).toBe('3 more segments of a speaker that overlap');
});
