import { compareSubtitles } from './compare-subtitles';
import { characterErrorRate, wordErrorRate } from './error-rate';

const truth = [
  { start: 1, end: 3, text: 'Good morning.' },
  { start: 4, end: 6, text: 'How are you?' },
  { start: 7, end: 9, text: 'Fine, thanks.' },
];

describe('comparing subtitles', () => {
  it('finds nothing wrong with the truth itself', () => {
    expect(compareSubtitles(truth, truth)).toMatchObject({
      cer: 0,
      wer: 0,
      cueTimeErrorMedianMs: { start: 0, end: 0 },
      matched: 3,
      missed: 0,
      extra: 0,
    });
  });

  it('counts a misread character, shifted times, a missed and an extra cue', () => {
    const read = [
      { start: 1.1, end: 3.3, text: 'Good moming.' },
      { start: 4.2, end: 6.1, text: 'How are you?' },
      { start: 20, end: 21, text: 'zzz' },
    ];
    const result = compareSubtitles(read, truth);
    expect(result).toMatchObject({ matched: 2, missed: 1, extra: 1, wer: 3 / 7 });
    expect(result.cueTimeErrorMedianMs).toEqual({ start: 150, end: 200 });
    expect(result.pairs.map(({ read: cue, truth: real }) => [cue?.text, real?.text])).toEqual([
      ['Good moming.', 'Good morning.'],
      ['How are you?', 'How are you?'],
      [undefined, 'Fine, thanks.'],
      ['zzz', undefined],
    ]);
  });

  it('gives the right one of two cues of the same text', () => {
    const twice = [
      { start: 0, end: 1, text: 'Yes.' },
      { start: 1.2, end: 2, text: 'Yes.' },
    ];
    expect(compareSubtitles([twice[1]!], twice).pairs).toEqual([
      { truth: twice[0] },
      { read: twice[1], truth: twice[1] },
    ]);
  });

  it('has no median and a rate of 1 when nothing was read', () => {
    expect(compareSubtitles([], truth)).toMatchObject({ cer: 1, cueTimeErrorMedianMs: { start: null, end: null } });
  });
});

describe('error rates', () => {
  it.each([
    ['', '', 0],
    ['x', '', 1],
    ['', 'x', 1],
    ['abcd', 'abce', 0.25],
    ['ABC', 'ＡＢＣ', 0],
    ['a\n b', 'a b', 0],
    ['你 好', '你好', 0],
    ['😀😀', '😀', 1],
    ['A', 'a', 1],
  ])('of characters: %j against %j is %d', (read, real, rate) => expect(characterErrorRate(read, real)).toBe(rate));

  it.each([
    ['Hello, World!', 'hello world', 0],
    ['hello word', 'hello world', 0.5],
    ['the the', 'the', 1],
  ])('of words: %j against %j is %d', (read, real, rate) => expect(wordErrorRate(read, real)).toBe(rate));
});
