import fc from 'fast-check';
import type { Cue, Word } from '../cue';
import { toMilliseconds } from '../time';
import { piecesOf } from './pieces';
import { rebuildCues, timePieces } from './rebuild';
import { speakable } from './speakable';
import { tokensOf } from './tokens';

const said = (text: string, from = 0): Word[] =>
  text.split(' ').map((word, at) => ({ word: ` ${word}`, start: from + at, end: from + at + 0.8 }));
const cue = (text: string, start: number, speaker?: string): Cue => {
  const words = said(text, start);
  return { start, end: words.at(-1)?.end ?? start, text, words, ...(speaker ? { speaker } : {}) };
};
const keys = (text: string) => tokensOf(text).map(({ key }) => key);
const wordTimes = ({ words = [] }: Cue) =>
  words.map(({ word, start, end }) => [word.trim(), toMilliseconds(start), toMilliseconds(end)]);

describe('tokensOf', () => {
  it('parts words at spaces and other scripts at signs, and leaves case and punctuation out of the key', () => {
    expect(keys("It's 3.5 km, (he said)!")).toEqual(["it's", '3.5', 'km', 'he', 'said']);
    expect(keys('今天。OK')).toEqual(['今', '天', 'ok']);
  });

  it('gives every sign of the text to one token', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const tokens = tokensOf(text);
        expect(tokens.map(({ from, to }) => text.slice(from, to)).join('')).toBe(tokens.length > 0 ? text : '');
      }),
      { numRuns: 200 },
    );
  });
});

describe('rebuildCues', () => {
  const cues = [cue('i sea the ship', 0, 'Ann'), cue('it sales away', 10)];

  it('keeps the times of cues and words where words are corrected', async () => {
    const { cues: made, ...counts } = await rebuildCues(cues, 'I see the ship. It sails away!');
    expect(made.map(({ text, start, end, speaker }) => [text, start, end, speaker])).toEqual([
      ['I see the ship.', 0, 3.8, 'Ann'],
      ['It sails away!', 10, 12.8, undefined],
    ]);
    expect(wordTimes(made[0]!)).toEqual([['I', 0, 0.8], ['see', 1, 1.8], ['the', 2, 2.8], ['ship.', 3, 3.8]]); // prettier-ignore
    expect(counts).toMatchObject({ kept: 5, added: 2, removed: 2, dropped: 0 });
    expect(counts.changes).toHaveLength(2);
  });

  it('gives words that were put in the pause, and takes out a cue of which nothing is left', async () => {
    const { cues: made, dropped, changes } = await rebuildCues(cues, 'i sea the big ship');
    expect(made.map(({ text }) => text)).toEqual(['i sea the big ship']);
    expect(wordTimes(made[0]!)[3]).toEqual(['big', 2.8, 3]);
    expect([dropped, changes.at(-1)]).toEqual([1, { start: 10, before: 'it sales away', after: '' }]);
  });

  it('parts the time of a word among signs, and of a cue without words by length', async () => {
    const chinese = { start: 0, end: 4, text: '今天天汽', words: [{ word: '今天', start: 0, end: 1 }, { word: '天汽', start: 2, end: 3 }] }; // prettier-ignore
    const [one, two] = (await rebuildCues([chinese, { start: 5, end: 9, text: 'no words' }], '今天天气。no word')).cues;
    expect(wordTimes(one!)).toEqual([['今', 0, 0.5], ['天', 0.5, 1], ['天', 2, 2.5], ['气。', 2.5, 3]]); // prettier-ignore
    expect(two).toEqual({ start: 5, end: 9, text: 'no word' });
  });

  it('loses no word of any correction, and puts none outside the time in which is spoken', async () => {
    const word = fc.constantFrom('a', 'b', 'c', 'dd', 'eee', 'ff', '好', '天');
    const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 5 }), line, async (lines, text) => {
        const given = lines.map((each, at) => cue(each, at * 10));
        const { cues: made } = await rebuildCues(given, text);
        expect(made.map((each) => each.text).join(' ')).toBe(text);
        const times = made.flatMap(({ words = [] }) => words);
        expect(times).toHaveLength(keys(text).length);
        for (const [at, { start, end }] of times.entries()) {
          expect(start).toBeGreaterThanOrEqual(times[at - 1]?.start ?? 0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(given.at(-1)!.end + 1e-9);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('refuses a text of something else before it has compared for long', async () => {
    const long = Array.from({ length: 11_000 }, (_, at) => `x${at}`).join(' ');
    await expect(rebuildCues(cues, long)).rejects.toThrow('differ in more than 10000 words');
  });
});

describe('a text in pieces', () => {
  it('is parted at sentences and evenly between words, and timed by its words', async () => {
    const text = 'Mr. Fox ran. Then the long river came into view, slowly.';
    const pieces = piecesOf(text, { maxChars: 24, language: 'en' });
    expect(pieces.join(' ')).toBe(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(24);
    expect(pieces).toContain('Fox ran.');
    const { cues, added } = await timePieces(pieces, said(text, 5));
    expect(cues.map((each) => each.text)).toEqual(pieces);
    expect([cues[0]?.start, cues.at(-1)?.end, added]).toEqual([5, 15.8, 0]);
  });
});

describe('speakable', () => {
  it('leaves sounds out and joins parts of a sentence of one speaker', () => {
    const given = [
      { start: 0, end: 1, text: '[music] I would', speaker: 'A' },
      { start: 1.1, end: 2, text: 'go\nhome. (laughs)', speaker: 'A' },
      { start: 2.1, end: 3, text: '♪ ♪', speaker: 'A' },
      { start: 3.1, end: 4, text: 'Now?', speaker: 'A' },
      { start: 4, end: 5, text: 'yes', speaker: 'B' },
      { start: 6, end: 7, text: 'indeed', speaker: 'B' },
    ];
    expect(speakable(given, { mergeGap: 0.3, maxChars: 100 })).toEqual([
      { start: 0, end: 2, text: 'I would go home.', speaker: 'A' },
      { start: 3.1, end: 4, text: 'Now?', speaker: 'A' },
      { start: 4, end: 5, text: 'yes', speaker: 'B' },
      { start: 6, end: 7, text: 'indeed', speaker: 'B' },
    ]);
  });
});
