import { InputRejectedError } from '@switchyard/contracts';
import { leniently } from './faults';
import { parseSegments } from './json';

const segment = { start: 1, end: 2, text: ' Hello ' };
const cue = { start: 1, end: 2, text: 'Hello' };

describe('segments', () => {
  it.each([
    ['a bare array', [segment]],
    ['an object with segments', { language: 'en', segments: [{ ...segment, id: 0, words: null, speaker: null }] }],
  ])('are read from %s', (_, root) => expect(parseSegments(JSON.stringify(root))).toEqual([cue]));

  it('keep words without times, with times between their neighbours', () => {
    const timesOf = (words: object[]) =>
      parseSegments(JSON.stringify([{ ...segment, words }]))[0]?.words?.map(({ word, start, end }) => [
        word,
        start,
        end,
      ]);
    expect(
      timesOf([{ word: 'on' }, { word: 'May', start: 1.2, end: 1.4, score: 1 }, { word: '4' }, { word: '5' }]),
    ).toEqual([
      ['on', 1, 1.2],
      ['May', 1.2, 1.4],
      ['4', 1.4, 1.7],
      ['5', 1.7, 2],
    ]);
    const between = [{ word: 'a', start: 1, end: 1.2 }, { word: '1' }, { word: 'b', start: 1.6, end: 2 }];
    expect(timesOf(between)).toEqual([
      ['a', 1, 1.2],
      ['1', 1.2, 1.6],
      ['b', 1.6, 2],
    ]);
    expect(timesOf([{ word: 'none' }])).toBeUndefined();
  });

  it('are read as far as they are good, and the others are told', () => {
    const file = JSON.stringify([
      { start: -0.02, end: 1, text: 'first' },
      { start: 3, end: 2, text: 'backwards' },
      { start: 4, end: 5, text: 'last', words: [{ word: 'last', start: 9, end: 4 }] },
    ]);
    expect(leniently((report) => parseSegments(file, report))).toEqual({
      cues: [
        { start: 0, end: 1, text: 'first' },
        { start: 4, end: 5, text: 'last' },
      ],
      faults: [
        'segment 1: "start" is -0.02 s; it begins at 0 instead',
        'segment 2: the end (2 s) comes before the start (3 s)',
        'segment 3: word 1: the end (4 s) comes before the start (9 s)',
      ],
    });
    expect(() => leniently((report) => parseSegments('[1, 2]', report))).toThrow('segment 1: must be an object');
  });

  it.each([
    ['', 'not valid JSON: the file is empty'],
    ['[{"words":'.repeat(1000), 'JSON nested deeper than 64 levels'],
    ['[{"start": 1,\n "end": NaN}]', 'not valid JSON: line 2, column 9: invalid symbol at "NaN}]"'],
    ['[{"start": 1', 'not valid JSON: line 1, column 13'],
    ['{"a": 1}', 'expected an array of segments'],
    ['[1]', 'segment 1: must be an object, found 1'],
    [
      '[{"start": 0, "end": 1, "text": "a"}, {"start": -1, "end": 1, "text": "b"}]',
      'segment 2: "start" is -1 s; it begins at 0 instead',
    ],
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
