import { InputRejectedError } from '@switchyard/contracts';
import { parseSegments } from './json';

const segment = { start: 1, end: 2, text: ' Hello ' };
const cue = { start: 1, end: 2, text: 'Hello' };

describe('segments', () => {
  it.each([
    ['a bare array', [segment]],
    ['an object with segments', { language: 'en', segments: [{ ...segment, id: 0, words: null, speaker: null }] }],
  ])('are read from %s', (_, root) => expect(parseSegments(JSON.stringify(root))).toEqual([cue]));

  it('lose words without times and keep the others', () => {
    const words = [{ word: 'Hello', start: 1, end: 1.5, score: 1 }, { word: '42' }];
    expect(parseSegments(JSON.stringify([{ ...segment, words }]))[0]?.words).toEqual([
      { word: 'Hello', start: 1, end: 1.5 },
    ]);
  });

  it.each([
    ['', 'not valid JSON: the file is empty'],
    ['[{"start": 1,\n "end": NaN}]', 'not valid JSON: line 2, column 9: invalid symbol at "NaN}]"'],
    ['[{"start": 1', 'not valid JSON: line 1, column 13'],
    ['{"a": 1}', 'expected an array of segments'],
    ['[1]', 'segment 1: must be an object, found 1'],
    ['[{"start": 0, "end": 1, "text": "a"}, {"start": -1, "end": 1, "text": "b"}]', 'segment 2: "start" must be'],
    ['[{"start": "0", "end": 1, "text": "a"}]', 'segment 1: "start" must be a number of seconds, 0 or more, found'],
    ['[{"start": 0, "end": 1e999, "text": "a"}]', 'segment 1: "end" must be'],
    ['[{"start": 3, "end": 1, "text": "a"}]', 'segment 1: the end (1 s) comes before the start (3 s)'],
    ['[{"start": 0, "end": 1}]', 'segment 1: "text" must be text, found nothing'],
    [
      '[{"start": 0, "end": 1, "text": "a", "words": [{"word": "a", "start": 2, "end": 1}]}]',
      'segment 1: word 1: the end',
    ],
    ['[{"start": 0, "end": 1, "text": "a", "speaker": {}}]', 'segment 1: "speaker" must be text'],
  ])('%j is refused: %s', (file, message) => {
    expect(() => parseSegments(file)).toThrow(InputRejectedError);
    expect(() => parseSegments(file)).toThrow(message);
  });
});
