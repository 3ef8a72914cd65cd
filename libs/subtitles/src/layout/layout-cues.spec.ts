import fc from 'fast-check';
import type { Cue } from '../cue';
import { breakLines } from './break-lines';
import { layoutCues, tooFast } from './layout-cues';

const RULES = { maxCharsPerLine: 42, maxLines: 2, minGap: 0, audioDuration: 0 };
const linesOf = (text: string, max: number): string[] =>
  breakLines(text, max).map(({ from, to }) => text.slice(from, to));

describe('lines', () => {
  it('stay whole when they fit', () => expect(linesOf('Short enough.', 42)).toEqual(['Short enough.']));

  it('break evenly at spaces and leave no word alone', () => {
    expect(linesOf('The quick brown fox jumps over the lazy dog today', 42)).toEqual([
      'The quick brown fox jumps',
      'over the lazy dog today',
    ]);
    expect(linesOf('aaa bbb ccc dddddddddd', 16)).toEqual(['aaa bbb', 'ccc dddddddddd']);
  });

  it('break Chinese without spaces, but not before closing or after opening punctuation', () => {
    expect(linesOf('今天天气很好,我们去公园吧。', 7)).toEqual(['今天天气很好,', '我们去公园吧。']);
    expect(linesOf('他说「你好世界」了', 5).every((line) => !/^」|「$/.test(line))).toBe(true);
  });

  it('cut a word that is longer than a line, never a character in two', () => {
    expect(linesOf('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(linesOf('a😀😀😀', 4).join('')).toBe('a😀😀😀');
    for (const line of linesOf('a😀😀😀', 4)) expect(line).toMatch(/^a?(😀)*$/u);
  });

  it('come of a very long text too', () => {
    expect(linesOf('字'.repeat(100_000), 42).length).toBe(2381);
  });
});

describe('cues', () => {
  it('too long are split in proportion to their characters', () => {
    const cues = layoutCues([{ start: 0, end: 8, text: 'aaaa bbbb cccc dddd' }], { ...RULES, maxCharsPerLine: 4 });
    expect(cues.map(({ text, start, end }) => [text, start, end])).toEqual([
      ['aaaa\nbbbb', 0, 4],
      ['cccc\ndddd', 4, 8],
    ]);
  });

  it('are split where their words are spoken, and keep the words of their part', () => {
    const words = ['aaaa', 'bbbb', 'cccc'].map((word, index) => ({
      word: ` ${word}`,
      start: index * 3,
      end: index * 3 + 1,
    }));
    const rules = { ...RULES, maxCharsPerLine: 4, maxLines: 1 };
    const cues = layoutCues([{ start: 0, end: 8, text: 'aaaa bbbb cccc', words }], rules);
    expect(cues.map(({ start, end, words: own }) => [start, end, own?.length])).toEqual([
      [0, 1, 1],
      [3, 4, 1],
      [6, 8, 1],
    ]);
  });

  it('do not stand over a pause', () => {
    const said: [string, number, number][] = [[' ends', 0.5, 1], [' here.', 1, 2], [' Behind', 22, 23], [' it', 23.2, 24]]; // prettier-ignore
    const words = said.map(([word, start, end]) => ({ word, start, end }));
    const cues = layoutCues([{ start: 0, end: 24.3, text: 'ends here. Behind it', words }], RULES);
    expect(cues.map(({ text, start, end, words: own }) => [text, start, end, own?.length])).toEqual([
      ['ends here.', 0, 2, 2],
      ['Behind it', 22, 24.3, 2],
    ]);
  });

  it('begin with what is said and end with it', () => {
    const words = [{ word: 'late', start: 8, end: 9 }];
    expect(layoutCues([{ start: 0, end: 20, text: 'late', words }], RULES)).toEqual([
      { start: 8, end: 9, text: 'late', words },
    ]);
  });

  it('keep the gap to the next, but never vanish for it', () => {
    const cues = [
      { start: 0, end: 2, text: 'a' },
      { start: 2, end: 2.15, text: 'b' },
      { start: 2.2, end: 3, text: 'c' },
    ];
    expect(layoutCues(cues, { ...RULES, minGap: 0.5 }).map(({ end }) => end)).toEqual([1.5, 2.1, 3]);
  });

  it('without text or after the audio are left out', () => {
    const cues = [
      { start: 12, end: 13, text: 'late' },
      { start: 9, end: 11, text: 'cut' },
      { start: 1, end: 2, text: ' \n ' },
    ];
    expect(layoutCues(cues, { ...RULES, audioDuration: 10 })).toEqual([{ start: 9, end: 10, text: 'cut' }]);
  });

  it('stay as long as they take to read, where there is time', () => {
    const cues = [
      { start: 0, end: 1, text: 'x'.repeat(40) },
      { start: 3, end: 4, text: 'y'.repeat(40) },
      { start: 4.5, end: 5, text: 'z'.repeat(40) },
    ];
    const made = layoutCues(cues, { ...RULES, minGap: 0.1, audioDuration: 6, maxCharsPerSecond: 20 });
    expect(made.map(({ end }) => end)).toEqual([2, 4.4, 6]);
    expect(tooFast(made, 20)).toBe(2);
  });

  it('of two people at once follow each other, readably', () => {
    const cues = [
      { start: 0, end: 4, text: 'a'.repeat(30), speaker: 'A' },
      { start: 0.2, end: 1, text: 'b'.repeat(10), speaker: 'B' },
      { start: 3.5, end: 6, text: 'c'.repeat(10), speaker: 'C' },
    ];
    const made = layoutCues(cues, { ...RULES, parted: true });
    expect(made.map(({ speaker, start, end }) => [speaker, start, end])).toEqual([
      ['A', 0, 2.625],
      ['B', 2.625, 3.5],
      ['C', 3.5, 6],
    ]);
  });

  const cue: fc.Arbitrary<Cue> = fc
    .record({
      at: fc.integer({ min: 0, max: 30_000 }),
      lasts: fc.integer({ min: 1, max: 9000 }),
      pieces: fc.array(fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(' ', '你好,世界。', '😀', 'word ')), {
        maxLength: 20,
      }),
    })
    .map(({ at, lasts, pieces }) => ({ start: at / 1000, end: (at + lasts) / 1000, text: pieces.join('') }));
  const rules = fc.record({
    maxCharsPerLine: fc.integer({ min: 8, max: 60 }),
    maxLines: fc.integer({ min: 1, max: 4 }),
    minGap: fc.constantFrom(0, 0.08, 0.5),
    audioDuration: fc.constantFrom(0, 20),
  });

  it('fit their lines, are sorted, end in time and lose no character', () => {
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 8 }), rules, (cues, rule) => {
        const made = layoutCues(cues, rule);
        const limit = rule.audioDuration || Infinity;
        for (const [index, { text, start, end }] of made.entries()) {
          expect(text.split('\n').length).toBeLessThanOrEqual(rule.maxLines);
          for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(rule.maxCharsPerLine);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(limit);
          expect(start).toBeGreaterThanOrEqual(made[index - 1]?.start ?? 0);
        }
        const letters = (list: readonly Cue[]): string =>
          [
            ...list
              .map(({ text }) => text)
              .join('')
              .replace(/[\s\0\u2060\ufeff]/g, ''),
          ]
            .sort()
            .join('');
        if (limit === Infinity) expect(letters(made)).toBe(letters(cues));
      }),
    );
  });

  it('that do not overlap are not made to', () => {
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 8 }), rules, (cues, rule) => {
        let at = 0;
        const apart = cues.map((one) => {
          const start = at;
          at += one.end - one.start;
          return { ...one, start, end: at };
        });
        const made = layoutCues(apart, rule);
        for (const [index, { end }] of made.entries()) {
          expect(end).toBeLessThanOrEqual((made[index + 1]?.start ?? Infinity) + 1e-9);
        }
      }),
    );
  });

  it('that are parted do not overlap, and none is lost or changed', () => {
    const paced = fc.constantFrom(0, 15);
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 12 }), rules, paced, (cues, rule, maxCharsPerSecond) => {
        const kept = layoutCues(cues, rule);
        const made = layoutCues(cues, { ...rule, maxCharsPerSecond, parted: true });
        const texts = (list: readonly Cue[]): string[] => list.map(({ text }) => text);
        expect(texts(made)).toEqual(texts(kept));
        for (const [index, { start, end }] of made.entries()) {
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(made[index + 1]?.start ?? (rule.audioDuration || Infinity));
        }
      }),
    );
  });
});
