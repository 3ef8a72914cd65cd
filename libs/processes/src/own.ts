import { readFileSync } from 'node:fs';

/** The limits of this process that it cannot raise, by their names in proc(5), e.g. `Max cpu time`; `unlimited` is none. */
export function hardLimits(): ReadonlyMap<string, string> {
  const rows = readFileSync('/proc/self/limits', 'utf8').matchAll(/^(Max \S+(?: \S+)*) {2,}\S+ +(\S+)/gm);
  return new Map([...rows].map(([, name = '', hard = '']) => [name, hard]));
}

/** Memory of this process that may be written and executed, in bytes, used or set aside. */
export function executableBytes(): number {
  const ranges = readFileSync('/proc/self/maps', 'utf8').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rwxp /gm);
  return [...ranges].reduce((sum, [, from, to]) => sum + parseInt(to ?? '', 16) - parseInt(from ?? '', 16), 0);
}
