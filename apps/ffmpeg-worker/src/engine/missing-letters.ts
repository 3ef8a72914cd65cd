import { InputRejectedError } from '@switchyard/contracts';
import { runFfmpeg } from '@switchyard/media';
import { writeAss, type Cue } from '@switchyard/subtitles';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What libass says of a letter that it finds in no font. */
const NOT_FOUND = /failed to find any fallback with glyph 0x([0-9A-F]+)|Glyph 0x([0-9A-F]+) not found, broken font/gi;
/** Letters that are drawn in one picture of the trial. */
const PER_PICTURE = 500;
/** More than this share of the letters makes the subtitles useless. */
const MOST_MISSING = 0.1;
/** Letters that are named in a message. */
const MOST_NAMED = 20;

/**
 * The letters of subtitles that no font of this machine has: the renderer draws all letters once, on a small picture.
 * @throws InputRejectedError when they are too many for the rest to make sense
 */
export async function missingLetters(cues: readonly Cue[], directory: string, signal: AbortSignal): Promise<string[]> {
  const all = [...cues.map(({ text }) => text).join('')].filter((sign) => /[^\p{ASCII}\p{C}\p{M}\p{Z}]/u.test(sign));
  const letters = [...new Set(all)];
  if (letters.length === 0) return [];
  const pictures = Math.ceil(letters.length / PER_PICTURE);
  const trial = Array.from({ length: pictures }, (_, at): Cue => {
    const text = letters.slice(at * PER_PICTURE, (at + 1) * PER_PICTURE).join(' ');
    return { start: at, end: at + 1, text };
  });
  await writeFile(path.join(directory, 'letters.ass'), writeAss(trial, { fontSize: 4, wrapped: true }));
  const picture = ['-f', 'lavfi', '-i', `color=black:s=640x360:r=1:d=${pictures}`];
  const drawn = ['-loglevel', 'warning', ...picture, '-vf', 'ass=letters.ass', '-f', 'null', '-'];
  const { said } = await runFfmpeg(drawn, { signal, cwd: directory, maxStderr: 1024 * 1024 });
  const codes = [...said.matchAll(NOT_FOUND)].map(([, one, other]) => parseInt(one ?? other ?? '', 16));
  const missing = new Set(codes.map((code) => String.fromCodePoint(code)));
  const share = all.filter((sign) => missing.has(sign)).length / textLength(cues);
  if (share > MOST_MISSING)
    throw new InputRejectedError(`${saidOf([...missing])}; install one, e.g. of Noto (fonts-noto)`);
  return [...missing];
}

/** Names letters that are left out. */
export const saidOf = (letters: readonly string[]): string => {
  const named = letters.slice(0, MOST_NAMED).join(' ');
  const more = letters.length > MOST_NAMED ? ` and ${letters.length - MOST_NAMED} more` : '';
  return `no font of this worker has the letters ${named}${more}`;
};

const textLength = (cues: readonly Cue[]): number =>
  Math.max(
    1,
    cues.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0),
  );
