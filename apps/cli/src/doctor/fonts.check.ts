import { ok, warn, type Finding } from './check';
import { programOutput } from './program-output';

const FIX =
  'burnt-in subtitles leave such letters out; get fonts with: make setup FONTS=noto, or apt-get install fonts-noto';

/** A letter of each script that subtitles are often written in. */
const SCRIPTS = [
  ['Latin', 'é'],
  ['Cyrillic', 'Ж'],
  ['Greek', 'Ω'],
  ['Arabic', 'ع'],
  ['Hebrew', 'ש'],
  ['Devanagari', 'न'],
  ['Thai', 'ส'],
  ['Chinese', '你'],
  ['Japanese', 'ひ'],
  ['Korean', '한'],
] as const;

/** Whether there are fonts for the scripts of subtitles, as fontconfig, which libass asks, sees it. */
export async function checkFonts(): Promise<Finding[]> {
  const found = await Promise.all(
    SCRIPTS.map(async ([script, letter]) => {
      const families = await programOutput('fc-list', [`:charset=${letter.codePointAt(0)?.toString(16)}`, 'family']);
      return { script, families };
    }),
  );
  // On macOS, ffmpeg finds the fonts of the system without fontconfig.
  return found.every(({ families }) => families === undefined) ? [] : [fontsFinding(found)];
}

/** @param found what `fc-list` printed for a letter of each script */
export function fontsFinding(found: readonly { script: string; families?: string }[]): Finding {
  const without = found.filter(({ families }) => !families?.trim()).map(({ script }) => script);
  if (without.length === 0) return ok('fonts', found.map(({ script }) => script).join(', '));
  return warn('fonts', `none for ${without.join(', ')}`, FIX);
}
