import { InputRejectedError } from '@switchyard/contracts';
import { decodeText, leniently, parseSubtitles, subtitleFormatOf } from '.';
import type { Cue, SubtitleFormat } from '.';

const SIZE = 100_000;
const MOST_MS = 50;

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
function leastMilliseconds(work: () => void): number {
  const took = milliseconds(work);
  return took <= MOST_MS ? took : Math.min(took, milliseconds(work), milliseconds(work));
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

describe('100 kB of one character, or of one beginning again and again', () => {
  it.each(Object.keys(FRAMES) as SubtitleFormat[])(`is judged in less than ${MOST_MS} ms as %s`, (format) => {
    const slow: string[] = [];
    for (const [before, after] of FRAMES[format]) {
      for (const piece of [...ASCII, ...OTHER_SIGNS, ...OPENINGS]) {
        const bytes = Buffer.from(before + piece.repeat(Math.ceil(SIZE / Buffer.byteLength(piece))) + after);
        const took = leastMilliseconds(() => judge(bytes, format));
        if (took > MOST_MS) slow.push(`${JSON.stringify(before + piece)}: ${took.toFixed(0)} ms`);
      }
    }
    expect(slow).toEqual([]);
  });
});
