import { spawnSync } from 'node:child_process';
import { LANGUAGES, type Language } from './subtitle-texts';

/** Debian's package of each font. */
const PACKAGES: Record<string, string> = { 'DejaVu Sans': 'fonts-dejavu-core' };

/**
 * Those of the languages whose font is installed; the others are named and left out, because a strip of boxes instead of
 * letters tells nothing about an engine.
 */
export function drawable(codes: readonly string[]): Language[] {
  const { stdout } = spawnSync('fc-list', [':', 'family'], { encoding: 'utf8' });
  const families = new Set((stdout ?? '').split(/[\n,]/).map((family) => family.trim()));
  const wanted = LANGUAGES.filter(({ code }) => codes.includes(code));
  for (const { code, font } of wanted.filter((language) => !families.has(language.font)))
    console.warn(`left out: ${code}: fc-list knows no font ${font} (Debian: ${PACKAGES[font] ?? 'fonts-noto-cjk'})`);
  return wanted.filter(({ font }) => families.has(font));
}
