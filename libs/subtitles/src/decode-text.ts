import { InputRejectedError } from '@switchyard/contracts';
import { analyse } from 'chardet';
import { decode, encodingExists } from 'iconv-lite';

/** Encodings that a byte order mark names. */
const MARKS: readonly [encoding: string, mark: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Letters that text holds in no language: they come of reading with a wrong table. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const IMPOSSIBLE = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]/;

/** Bytes that tell an encoding as well as more would; the frequencies of its letters take longer to count. */
const ENOUGH = 64 * 1024;
const ENOUGH_LETTERS = 8 * 1024;
const NEWLINE = 0x0a;

/**
 * The text of a file, whatever its encoding: UTF-8 or UTF-16 where it is that, else what the frequencies of its bytes say
 * (Windows code pages, GBK, Big5, Shift-JIS, EUC, KOI8-R). @throws InputRejectedError for what is no text
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  for (const encoding of marked ? [marked[0]] : candidates(bytes)) {
    const text = decode(bytes, encoding);
    if (!IMPOSSIBLE.test(text)) return text;
  }
  throw new InputRejectedError('it is not text in an encoding that can be told');
}

function* candidates(bytes: Uint8Array): Generator<string> {
  yield 'utf-8';
  yield* utf16Of(bytes);
  yield* guessed(bytes);
}

/** The times of subtitles and the ends of lines have one zero byte in UTF-16, in any language, and always on the same side. */
function utf16Of(bytes: Uint8Array): string[] {
  const looked = bytes.subarray(0, ENOUGH);
  const odd = looked.filter((byte, at) => byte === 0 && at % 2 === 1).length;
  const even = looked.filter((byte, at) => byte === 0 && at % 2 === 0).length;
  if (Math.max(odd, even) < 8 || Math.max(odd, even) < looked.length / 40) return [];
  if (Math.min(odd, even) > Math.max(odd, even) / 40) return [];
  return [odd > even ? 'utf-16le' : 'utf-16be'];
}

const guessed = (bytes: Uint8Array): string[] =>
  analyse(linesWithLetters(bytes))
    .map(({ name }) => name.toLowerCase())
    .filter((name) => !name.startsWith('utf-') && encodingExists(name))
    // The code page of Windows holds all that is in the table of ISO, and is what files have.
    .map((name) => (name === 'iso-8859-1' ? 'windows-1252' : name));

/** The first lines with bytes beyond ASCII, which alone tell encodings apart; the beginning of the file where there are none. */
function linesWithLetters(bytes: Uint8Array): Uint8Array {
  const found: Uint8Array[] = [];
  let [from, kept] = [0, 0];
  while (from < bytes.length && kept < ENOUGH_LETTERS) {
    const letter = bytes.subarray(from).findIndex((byte) => byte > 0x7f);
    if (letter < 0) break;
    const begin = bytes.lastIndexOf(NEWLINE, from + letter) + 1;
    const newline = bytes.indexOf(NEWLINE, from + letter);
    const line = bytes.subarray(begin, newline < 0 ? undefined : newline + 1).subarray(0, ENOUGH_LETTERS - kept);
    found.push(line);
    kept += line.length;
    from = newline < 0 ? bytes.length : newline + 1;
  }
  return kept === 0 ? bytes.subarray(0, ENOUGH_LETTERS) : Buffer.concat(found);
}
