import { InputRejectedError } from '@switchyard/contracts';
import { decodeText, leniently, parseSubtitles, subtitleFormatOf } from '.';
import type { Cue, SubtitleFormat } from '.';

const SIZE = 100_000;
/** How many times as long as ordinary text a text may take; what grows with the square of the length takes thousands. */
const MOST_TIMES = 10;

const ASCII = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
const OTHER_SIGNS = ['\t', '\n', '\r', '\u00a0', '\u200b', '\ufeff', 'é', 'ß', '你', 'あ', '한', 'ع', '😀', '\u0301'];
/** What begins something in one of the formats and never ends it. */
const OPENINGS = [
  '<v ',
  '<v.a ',
  '<b',
  '<font ',
  '{\\',
  '\\{',
  '[]',
  '-->',
  '&am',
  'a\n\n',
  '1\n',
  '1\n\n',
  '\r\n',
  ' \n',
  ',a',
  '0:',
  '{"a":',
  '[{',
];
/** What the repetition stands in; JSON strings end. */
const FRAMES: Readonly<Record<SubtitleFormat, readonly [before: string, after: string][]>> = {
  srt: [
    ['', ''],
    ['1\n00:00:01,000 --> 00:00:02,000\n', ''],
    ['1\n00:00:01,000 -->', ''],
  ],
  vtt: [
    ['WEBVTT\n\n', ''],
    ['WEBVTT\n\n00:01.000 --> 00:02.000\n', ''],
    ['WEBVTT\n\n00:01.000 --> 00:02.000\n<v', ''],
  ],
  ass: [
    ['[Script Info]\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,', ''],
    ['[', ''],
  ],
  json: [
    ['', ''],
    ['[{"start":1,"end":2,"text":"', '"}]'],
  ],
};

/** The time that this process computed, which other processes do not lengthen. */
function milliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What the code is slow at is slow every time; what compiling it and collecting garbage take is not. */
function leastMilliseconds(work: () => void, enoughMs = 0): number {
  let least = Infinity;
  for (let runs = 0; runs < 5 && least > enoughMs; runs += 1) least = Math.min(least, milliseconds(work));
  return least;
}

/** Refusing the text is as good as reading it. */
function judge(bytes: Buffer, format: SubtitleFormat): void {
  try {
    const text = decodeText(bytes);
    subtitleFormatOf(text);
    leniently<Cue>((report) => parseSubtitles(text, format, report));
  } catch (error) {
    if (!(error instanceof InputRejectedError)) throw error;
  }
}

/** In pieces, so that it shows, too, what is slow at the length of any text. */
function ordinaryMilliseconds(): number {
  const piece = Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nHello there\n\n'.repeat(200));
  return leastMilliseconds(() => {
    for (let read = 0; read < SIZE; read += piece.length) judge(piece, 'srt');
  });
}

describe('100 kB of one character, or of one beginning again and again', () => {
  it.each(Object.keys(FRAMES) as SubtitleFormat[])('is judged about as quickly as ordinary text: %s', (format) => {
    const mostMs = MOST_TIMES * ordinaryMilliseconds();
    const slow: string[] = [];
    for (const [before, after] of FRAMES[format]) {
      for (const piece of [...ASCII, ...OTHER_SIGNS, ...OPENINGS]) {
        const bytes = Buffer.from(before + piece.repeat(Math.ceil(SIZE / Buffer.byteLength(piece))) + after);
        const took = leastMilliseconds(() => judge(bytes, format), mostMs);
        if (took > mostMs) slow.push(`${JSON.stringify(before + piece)}: ${took.toFixed(0)} ms`);
      }
    }
    expect(slow).toEqual([]);
  });
});
