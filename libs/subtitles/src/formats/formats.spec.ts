import fc from 'fast-check';
import type { Cue } from '../cue';
import { cleanText } from '../text';
import { leniently } from './faults';
import { parseSubtitles, subtitleFormatOf, writeSubtitles, type SubtitleFormat } from './formats';

/** Text made of what formats stumble over. */
const awkward = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '-->',
        '{',
        '}',
        '\\',
        '\\N',
        '{\\an8}',
        '<i>',
        '</b>',
        '<font color="x">',
        '&amp;',
        '&',
        '<v A>',
      ),
      fc.constantFrom('\n', ' ', ',', '1', 'WEBVTT', 'NOTE', 'hello', '你好', '😀', '00:00:01,000 --> 00:00:02,000'),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => cleanText(pieces.join('')));

const milliseconds = fc.integer({ min: 0, max: 36_000_000 });
const cue: fc.Arbitrary<Cue> = fc
  .record({ at: milliseconds, lasts: fc.integer({ min: 0, max: 20_000 }), text: awkward })
  .map(({ at, lasts, text }) => ({ start: at / 1000, end: (at + lasts) / 1000, text }));

describe('every format gives back what was written', () => {
  it.each<[SubtitleFormat, number]>([
    ['srt', 1000],
    ['vtt', 1000],
    ['ass', 100],
    ['json', 1000],
  ])('%s', (format, unitsPerSecond) => {
    const rounded = (time: number): number => Math.round(time * unitsPerSecond) / unitsPerSecond;
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 5 }), (cues) => {
        const back = parseSubtitles(writeSubtitles(cues, format), format);
        expect(back).toEqual(cues.map(({ start, end, text }) => ({ start: rounded(start), end: rounded(end), text })));
      }),
      { numRuns: 400 },
    );
  });

  it.each<SubtitleFormat>(['vtt', 'ass'])('%s keeps who speaks', (format) => {
    const cues = [{ start: 0, end: 1, text: 'Hi', speaker: 'Ann & <Bob>' }];
    expect(parseSubtitles(writeSubtitles(cues, format, { speakers: true }), format)).toEqual(cues);
    expect(parseSubtitles(writeSubtitles(cues, format), format)).toEqual([{ start: 0, end: 1, text: 'Hi' }]);
  });

  it('json keeps words', () => {
    const words = [{ word: ' Hi', start: 0, end: 0.5, probability: 0.9 }];
    const cues = [{ start: 0, end: 1, text: 'Hi', speaker: 'A', words }];
    expect(parseSubtitles(writeSubtitles(cues, 'json'), 'json')).toEqual(cues);
  });
});

describe('times', () => {
  it('rounds the whole time, so that no 1000 milliseconds appear', () => {
    const cues = [{ start: 59.9996, end: 3599.9999, text: 'x' }];
    expect(writeSubtitles(cues, 'srt')).toContain('00:01:00,000 --> 01:00:00,000');
    expect(writeSubtitles(cues, 'vtt')).toContain('00:01:00.000 --> 01:00:00.000');
    expect(writeSubtitles(cues, 'ass')).toContain('0:01:00.00,1:00:00.00');
  });
});

describe('reading what other programs write', () => {
  it('takes a byte order mark, CRLF, missing numbers, tags and empty lines inside a text', () => {
    const file =
      '\ufeff1\r\n00:00:01,5 --> 00:00:02.250 X1:10 X2:20\r\n<i>one</i>\r\n\r\nmore\r\n\r\n' +
      '00:03 --> 00:04\r\n{\\an8}two\r\n';
    expect(parseSubtitles(file, 'srt')).toEqual([
      { start: 1.5, end: 2.25, text: 'one\nmore' },
      { start: 3, end: 4, text: 'two' },
    ]);
  });

  it('reads WebVTT with notes, styles, ids, settings, classes and entities', () => {
    const file =
      'WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE a\nb\n\nintro\n' +
      '00:01.000 --> 00:02.000 align:start\n<v.loud Ann>a &lt; <c.x>b</c> <00:00:01.500>c\n';
    expect(parseSubtitles(file, 'vtt')).toEqual([{ start: 1, end: 2, text: 'a < b c', speaker: 'Ann' }]);
  });

  it('reads ASS fields in the order of its Format line', () => {
    const file =
      '[Script Info]\nTitle: x\n[Events]\nFormat: Start, End, Text\nComment: 0:00:00.00,0:00:01.00,no\n' +
      'Dialogue: 0:00:01.00,0:00:02.50,{\\pos(1,2)}one, two\\Nthree\\hfour\n';
    expect(parseSubtitles(file, 'ass')).toEqual([{ start: 1, end: 2.5, text: 'one, two\nthree\u00a0four' }]);
  });
});

describe('the format of a file', () => {
  it.each([
    ['WEBVTT\n\n00:01.000 --> 00:02.000\nhi', 'vtt'],
    ['[Script Info]\nTitle: x\n', 'ass'],
    ['1\r\n00:00:01,000 --> 00:00:02,000\r\nhi\r\n', 'srt'],
    ['\n\n00:01,000 --> 00:02,000\nhi', 'srt'],
    ['1\n-00:00:00,500 --> 00:00:02,000\nhi', 'srt'],
    ['#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts', undefined],
    ['dear diary -->', undefined],
    ['', undefined],
  ])('of %j is %s', (text, format) => expect(subtitleFormatOf(text)).toBe(format));
});

describe('a file with faults', () => {
  it('is read as far as it is good, and its faults are told', () => {
    const file =
      '1\n-00:00:00,500 --> 00:02,000\na\n\n2\n00:05 --> 00:04\nb\n\n3\nx --> y\nc\n\n4\n00:06 --> 00:07\nd\n';
    expect(leniently((report) => parseSubtitles(file, 'srt', report))).toEqual({
      cues: [
        { start: 0, end: 2, text: 'a' },
        { start: 6, end: 7, text: 'd' },
      ],
      faults: [
        'not a valid SRT file: line 6: the end (4 s) comes before the start (5 s)',
        'not a valid SRT file: line 10: expected "start --> end", found "x --> y"',
      ],
    });
  });

  it('takes a cue right behind the header of WebVTT', () =>
    expect(parseSubtitles('WEBVTT\n00:01.000 --> 00:02.000\nhi\n', 'vtt')).toEqual([{ start: 1, end: 2, text: 'hi' }]));

  it.each(['\n', '<', '<b', '{', '{\\', '-', ':', ' ', '1'])('is refused or read where it is 100 kB of %j', (sign) => {
    const text = sign.repeat(100_000 / sign.length);
    for (const format of ['srt', 'vtt', 'ass'] as const) {
      const head = { srt: '00:01 --> 00:02\n', vtt: 'WEBVTT\n\n00:01.000 --> 00:02.000\n', ass: '[Events]\n' }[format];
      expect(() => leniently((report) => parseSubtitles(`${head}${text}`, format, report))).not.toThrow();
      subtitleFormatOf(text);
    }
  });
});

describe('a malformed file is refused with its line', () => {
  it.each<[SubtitleFormat, string, string]>([
    ['srt', '1\n00:00:01,000 -> 00:00:02,000\nx\n', 'not a valid SRT file: line 2: expected "start --> end"'],
    ['srt', 'hello\n', 'line 1: expected "start --> end", found "hello"'],
    ['srt', '1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\n00:00:05,000 --> 00:00:04,000\ny\n', 'line 6: the end (4 s)'],
    ['srt', '1\n00:61:01,000 --> 00:62:02,000\nx\n', 'line 2'],
    ['srt', '1\n\n', 'line 2: expected "start --> end", found the end of the block'],
    ['vtt', '00:01.000 --> 00:02.000\nx\n', 'not a valid WebVTT file: line 1: expected WEBVTT'],
    ['vtt', 'WEBVTT\n\nid\nno time\n', 'line 4: expected "start --> end", found "no time"'],
    ['ass', 'x', 'not a valid ASS file: line 1: expected a section'],
    ['ass', '[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,x\n', 'line 2: a Dialogue before the Format'],
    ['ass', '[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,x,y\n', 'line 3: expected start and end'],
    ['ass', '[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00\n', 'line 3: expected 3 fields, found 1'],
  ])('%s %j', (format, file, message) => {
    expect(() => parseSubtitles(file, format)).toThrow(message);
  });
});

describe('words', () => {
  const words = [
    { word: ' Good', start: 0.2, end: 0.5 },
    { word: ' day', start: 0.6, end: 1 },
  ];
  const spoken: Cue[] = [{ start: 0, end: 1.2, text: 'Good\nday', words }];

  it('are timestamps in WebVTT, karaoke in ASS and cues in SRT', () => {
    expect(writeSubtitles(spoken, 'vtt', { words: true })).toContain('<00:00:00.200>Good\n<00:00:00.600>day\n');
    expect(writeSubtitles(spoken, 'ass', { words: true })).toContain(',,{\\k20}{\\k40}Good\\N{\\k60}day\n');
    expect(parseSubtitles(writeSubtitles(spoken, 'srt', { words: true }), 'srt')).toEqual([
      { start: 0.2, end: 0.5, text: 'Good' },
      { start: 0.6, end: 1, text: 'day' },
    ]);
  });

  it('are left out where they are not the words of the text', () => {
    const other = [{ ...spoken[0]!, text: 'Good evening' }];
    expect(writeSubtitles(other, 'vtt', { words: true })).toContain('\nGood evening\n');
  });
});
