import type { Box } from '../ocr/region';
import { mergeReadings } from './merge-readings';
import type { Reading } from './reading';

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

  it.each([
    ['a digit', 'Chapter 1 begins here', 'Chapter 2 begins here'],
    ['a "not"', 'He can do that today', "He can't do that today"],
    ['a word', 'Yes, I will.', 'No, I will.'],
    ['a character', '我知道', '我不知道'],
    ['a letter', 'They live here', 'They love here'],
  ])('keeps two that differ in %s apart, with any gap', (_what, first, second) => {
    for (const gap of [0, 0.2, 0.4]) {
      const cues = mergeReadings([read(1, 3, first, 0.97), read(3 + gap, 5, second, 0.96)]);
      expect(cues.map(({ text }) => text)).toEqual([first, second]);
    }
  });

  it.each([
    ['Hello there, Bill', 'Hello there. Bi11'],
    ['Room 101 is free', 'Room l0I is free'],
    ['ON THE WAY', 'ONTHE WAY'],
  ])('makes one subtitle of "%s" and "%s", which look the same', (first, second) => {
    expect(mergeReadings([read(1, 3, first, 0.97), read(3, 5, second, 0.95)])).toHaveLength(1);
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

  it('joins the pieces of a row with a space, and rows with a line end', () => {
    const piece = (text: string, x: number, y: number) => ({
      ...{ text, confidence: 1 },
      box: [x, y, x + 90, y + 30] as Box,
    });
    const lines = [piece('- Yes.', 100, 10), piece('- No.', 300, 12), piece('- Perhaps.', 100, 50)];
    expect(mergeReadings([{ start: 1, end: 3, lines }])[0]?.text).toBe('- Yes. - No.\n- Perhaps.');
  });
});
