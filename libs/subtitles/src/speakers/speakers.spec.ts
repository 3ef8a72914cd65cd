import fc from 'fast-check';
import type { Cue, SpeakerTurn } from '../cue';
import { cuesOfTurns } from './cues-of-turns';
import { cuesBySpeaker, speakersOfCues } from './speakers-of-cues';

const said = (start: number, ...list: string[]): Cue => {
  const words = list.map((word, at) => ({ word: ` ${word}`, start: start + at, end: start + at + 0.8 }));
  return { start, end: start + list.length, text: list.join(' '), words };
};
const turn = (start: number, end: number, speaker: string): SpeakerTurn => ({ start, end, speaker });
const cues = [said(0, 'Is', 'it?', 'Yes,'), said(3, 'it', 'is.')];
const turns = [turn(0, 1.9, 'A'), turn(2, 5, 'B'), turn(8, 9, 'A')];

describe('speakers of cues', () => {
  it('are those who speak for most of them', () => {
    expect(speakersOfCues(cues, turns).map(({ speaker, text }) => [speaker, text])).toEqual([
      ['A', 'Is it? Yes,'],
      ['B', 'it is.'],
    ]);
  });

  it('change where the words of another begin', () => {
    expect(cuesBySpeaker(cues, turns).map(({ speaker, text, start, end }) => [speaker, text, start, end])).toEqual([
      ['A', 'Is it?', 0, 1.8],
      ['B', 'Yes,', 2, 3],
      ['B', 'it is.', 3, 5],
    ]);
  });

  it('are unknown where no turn is', () => {
    const [cue] = speakersOfCues([said(20, 'late')], turns);
    expect(cue).toEqual(said(20, 'late'));
  });

  it('say what is said in each of their turns, and the rest is kept', () => {
    const late = said(20, 'late', 'words');
    const made = cuesOfTurns([...cues, late], turns, 0.5);
    expect(made.cues.map(({ speaker, text, start, end }) => [speaker, text, start, end])).toEqual([
      ['A', 'Is it?', 0, 1.9],
      ['B', 'Yes, it is.', 2, 5],
      [undefined, 'late words', 20, 21.8],
    ]);
    expect(made).toMatchObject({ emptyTurns: 1, unmatched: 1 });
  });

  it('need the asked share of a cue without words', () => {
    const [cue] = [{ start: 1, end: 3, text: '一半\n一半' }];
    expect(cuesOfTurns([cue], [turn(0, 2, 'A')], 0.5).cues[0]).toMatchObject({ speaker: 'A', text: '一半一半' });
    expect(cuesOfTurns([cue], [turn(0, 2, 'A')], 0.6)).toMatchObject({ unmatched: 1, emptyTurns: 1 });
  });

  const time = fc.integer({ min: 0, max: 20_000 }).map((ms) => ms / 1000);
  const span = fc
    .tuple(time, fc.integer({ min: 0, max: 5000 }))
    .map(([start, ms]) => ({ start, end: start + ms / 1000 }));
  const anyCue = fc
    .tuple(span, fc.array(fc.constantFrom('one', 'two,', '三', 'four.'), { minLength: 1, maxLength: 6 }), fc.boolean())
    .map(([at, list, timed]): Cue => {
      const step = (at.end - at.start) / list.length;
      const words = list.map((word, i) => ({
        word: ` ${word}`,
        start: at.start + i * step,
        end: at.start + (i + 1) * step,
      }));
      return { ...at, text: list.join(' '), ...(timed ? { words } : {}) };
    });
  const anyTurn = fc
    .tuple(span, fc.constantFrom('A', 'B', 'C'))
    .map(([at, speaker]): SpeakerTurn => ({ ...at, speaker }));

  it('lose no text and no cue, whatever overlaps', () => {
    const letters = (list: readonly Cue[]): string =>
      [...list.map(({ text }) => text).join('')]
        .filter((sign) => /\S/.test(sign))
        .sort()
        .join('');
    fc.assert(
      fc.property(fc.array(anyCue, { maxLength: 10 }), fc.array(anyTurn, { maxLength: 10 }), (list, parts) => {
        const named = speakersOfCues(list, parts);
        expect(named.map(({ speaker: _, ...cue }) => cue)).toEqual(list);
        const byWord = cuesBySpeaker(list, parts);
        expect(letters(byWord)).toBe(letters(list));
        expect(byWord.length).toBeGreaterThanOrEqual(list.length);
        const byTurn = cuesOfTurns(list, parts, 0.5);
        expect(letters(byTurn.cues)).toBe(letters(list));
        expect(byTurn.cues.length).toBe(parts.length - byTurn.emptyTurns + byTurn.unmatched);
        for (const { start, end } of [...byWord, ...byTurn.cues]) expect(end).toBeGreaterThanOrEqual(start);
      }),
    );
  });
});
