import { mergeReadings, type Reading } from './merge-readings';

const read = (start: number, end: number, text: string, confidence = 0.9): Reading => ({
  start,
  end,
  lines: text ? [{ text, confidence }] : [],
});

describe('mergeReadings', () => {
  it('makes one subtitle of equal neighbours', () => {
    expect(mergeReadings([read(0, 1, ''), read(1, 2, 'Hello there'), read(2, 3.5, 'Hello there')])).toEqual([
      { start: 1, end: 3.5, text: 'Hello there', confidence: 0.9 },
    ]);
  });

  it('keeps the surer text of two readings that differ by a letter', () => {
    const [cue] = mergeReadings([read(1, 1.3, 'Hel1o there', 0.7), read(1.3, 3, 'Hello there', 0.98)]);
    expect(cue).toMatchObject({ start: 1, end: 3, text: 'Hello there' });
  });

  it('keeps different neighbours apart', () => {
    expect(mergeReadings([read(0, 1, 'One thing'), read(1, 2, 'Another matter')])).toHaveLength(2);
  });

  it('keeps the same text apart when it was gone in between', () => {
    expect(mergeReadings([read(0, 1, 'Yes.'), read(1, 2, ''), read(2, 3, 'Yes.')])).toHaveLength(2);
  });

  it('bridges a flash', () => {
    expect(mergeReadings([read(0, 1, 'Wait here'), read(1, 1.2, ''), read(1.2, 3, 'Wait here')])).toHaveLength(1);
  });

  it('drops flickers and blank lines', () => {
    expect(mergeReadings([read(0, 0.1, 'x'), read(1, 2, '   ')])).toEqual([]);
  });
});
