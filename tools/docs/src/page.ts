import { readFileSync } from 'node:fs';

/** A page with the part between its two marks replaced. */
export function withSection(page: string, [begin, end]: readonly [string, string], section: string): string {
  const text = readFileSync(page, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} needs the lines ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${section}\n\n${text.slice(to)}`;
}
