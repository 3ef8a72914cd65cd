import answers from '../../../test/fixtures/faster-whisper.json';
import { dropHallucinations, type WindowTimes } from './hallucinations';
import type { SpokenSegment } from './place-words';

const WINDOW: WindowTimes = { offset: 30, contentEnd: 60, windowEnd: 60, chunkEnd: 120, lastSpeech: 28 };

/** Words of half a second each, from `start` on. */
function segment(start: number, words: string[], { probability = 0.9, length = 0.5 } = {}): SpokenSegment {
  const timed = words.map((word, i) => ({
    word,
    start: start + i * length,
    end: start + (i + 1) * length,
    probability,
  }));
  return { start, end: start + words.length * length, tokens: [], words: timed };
}

const said = (start: number) => segment(start, [' We', ' were', ' there', '.']);
const madeUp = (start: number) => segment(start, [' Thank', ' you', '.'], { probability: 0.05 });

const drop = (segments: SpokenSegment[], window: Partial<WindowTimes> = {}) =>
  dropHallucinations(segments, { ...WINDOW, ...window }, 2);

describe('the guard against made-up segments', () => {
  it.each(answers.madeUp)('keeps what faster-whisper keeps of $name', ({ window, segments, kept, next }) => {
    const found = dropHallucinations(segments, window, 2);
    const spoken = found.segments.filter(({ words }) => words.length > 0);
    expect(spoken.map(({ start }) => start)).toEqual(kept);
    expect(Math.round(100 * (found.next ?? window.contentEnd))).toBe(next);
  });

  it('keeps probable segments, also those in silence', () => {
    const segments = [said(40), said(50)];
    expect(drop(segments)).toEqual({ segments });
  });

  it('hears again after the silence before an improbable first segment', () =>
    expect(drop([madeUp(40), said(50)])).toEqual({ segments: [], next: 40 }));

  it('drops an improbable segment between silences, and what follows, and hears that again', () =>
    expect(drop([said(30.5), madeUp(40), said(50)])).toEqual({ segments: [said(30.5)], next: 40 }));

  it('keeps an improbable segment amid speech', () => {
    const segments = [said(40), madeUp(42.1), said(44)];
    expect(drop(segments)).toEqual({ segments });
  });

  it('ends the chunk where the last of it was made up', () =>
    expect(drop([said(30.5), madeUp(40)], { chunkEnd: 42 }).next).toBe(42));

  it.each([
    ['too short', { length: 0.02 }],
    ['too long', { length: 5 }],
  ])('takes words that are %s for made up', (_, how) => {
    const odd = segment(40, [' one', ' two'], how);
    expect(drop([said(30.5), odd], { contentEnd: 58 }).segments).toEqual([said(30.5)]);
  });
});
