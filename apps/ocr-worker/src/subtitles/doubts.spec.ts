import { doubtsOf, fastText, unreadText, vietnameseText } from './doubts';

const model = { name: 'ppocr-v6', languages: ['en', 'zh'] };
const picture = (lines: number, unread: number) => ({ lines: Array<string>(lines).fill('text'), unread });
const sure = { confidence: 0.98 };
const unsure = { confidence: 0.8 };

describe('text that was not read', () => {
  it.each([
    [
      'in no picture',
      [picture(0, 1), picture(0, 2)],
      [],
      /^text in 2 pictures could not be read; ppocr-v6 .*: en, zh$/,
    ],
    ['surely', [picture(1, 0), picture(1, 1)], [unsure, sure], /^1 texts were read unsurely; ppocr-v6 .*: en, zh$/],
  ])('is told where it was read %s', (_how, pictures, texts, message) => {
    expect(unreadText(doubtsOf(pictures, texts), model)).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ['all of it was read', [picture(1, 0), picture(2, 1)], [sure, sure]],
    ['most of it was read', [picture(1, 0), picture(1, 0), picture(0, 1)], [sure, sure]],
    ['there was none', [picture(0, 0)], []],
  ])('is not told where %s', (_where, pictures, texts) => {
    expect(unreadText(doubtsOf(pictures, texts), model)).toEqual([]);
  });
});

describe('Vietnamese', () => {
  const told = (texts: string[], languages = model.languages) =>
    vietnameseText(
      texts.map((text) => ({ text })),
      { ...model, languages },
    );

  it('is told, for letters of it are missing', () =>
    expect(told(['Thi tit hôm nay rt đp', 'Cam on'])).toEqual([
      expect.stringMatching(/^1 texts look like Vietnamese, /),
    ]));

  it.each([
    ['Croatian', ['Dođi sutra', 'Što je to?']],
    ['a name among other texts', ['Đà Nẵng', 'One', 'Two', 'Three']],
    ['French', ['Où êtes-vous ?']],
  ])('is not taken for %s', (_what, texts) => expect(told(texts)).toEqual([]));

  it('is not told of a model that reads it', () => expect(told(['đp'], ['vi'])).toEqual([]));
});

describe('texts that follow each other fast', () => {
  const cues = (...seconds: number[]) => seconds.map((long, at) => ({ start: at, end: at + long }));

  it('are told, for shorter ones may be missing', () =>
    expect(fastText(cues(0.3, 0.34, 0.3, 1))).toEqual([expect.stringMatching(/^3 texts stand for about 0\.3 s;/)]));

  it('are not told where few are that fast', () => expect(fastText(cues(0.3, 0.8, 1, 0.34))).toEqual([]));
});
