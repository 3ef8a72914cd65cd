import type { FieldSpec } from './field';

/** Group of the transformations that queries, paths, headers and the environment need: there every value is text. */
export const TEXT = 'text';

const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const SWITCHES: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['', true],
  ['false', false],
  ['0', false],
  ['no', false],
]);

/** The value of a field that was written as text; what does not fit stays text, which the check then refuses. */
export function fromText({ type, items }: FieldSpec, given: unknown): unknown {
  if (typeof given !== 'string') return given;
  if (type === 'boolean') return SWITCHES.get(given.toLowerCase()) ?? given;
  if (type === 'array') return given.split(',').map((item) => numberIn(items, item.trim()));
  return numberIn(type, given);
}

function numberIn(type: FieldSpec['type'] | undefined, given: string): number | string {
  if (type !== 'number' && type !== 'integer') return given;
  const text = given.trim();
  return NUMBER.test(text) ? Number(text) : given;
}
