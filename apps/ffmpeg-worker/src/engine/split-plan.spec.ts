import { splitPlan } from './split-plan';

const rules = { min_segment_duration: 1, max_segment_duration: 4, include_silence: false };
const times = (parts: { start: number; end: number }[]) => parts.map(({ start, end }) => [start, end]);

describe('splitPlan', () => {
  it('keeps the order of time, cuts what is long into even pieces and clips at the end of the audio', () => {
    const { parts, leftOut } = splitPlan([{ start: 11, end: 99, text: 'b' }, { start: 0, end: 9, speaker: 'A' }], 13, rules); // prettier-ignore
    expect(times(parts)).toEqual([[0, 3], [3, 6], [6, 9], [11, 13]]); // prettier-ignore
    expect(parts[1]).toMatchObject({ kind: 'speech', speaker: 'A' });
    expect(leftOut).toEqual([]);
  });

  it('leaves out what is short or after the end, and says why', () => {
    const { parts, leftOut } = splitPlan([{ start: 0, end: 0.4 }, { start: 2, end: 3 }, { start: 8, end: 9 }], 5, rules); // prettier-ignore
    expect(times(parts)).toEqual([[2, 3]]);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      '0.4 s is shorter than 1 s',
      'begins after the end of the audio (5 s)',
    ]);
  });

  it('adds what lies between, also under turns that overlap', () => {
    const turns = [{ start: 1, end: 5, speaker: 'A' }, { start: 2, end: 3, speaker: 'B' }]; // prettier-ignore
    const { parts } = splitPlan(turns, 7, { ...rules, include_silence: true });
    expect(parts.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ['silence', 0, 1],
      ['speech', 1, 5],
      ['speech', 2, 3],
      ['silence', 5, 7],
    ]);
  });
});
