import { validateSync, type ValidationError } from 'class-validator';
import type { FieldProblems } from '../errors/request-error';
import { fieldsOf, type Class } from './field';

export type Validated<T> = { ok: true; value: T } | { ok: false; problems: FieldProblems };

/**
 * Checks plain data against a class and fills in its defaults; unknown fields are refused by name.
 * `null` for an optional field means that it was not given.
 */
export function validate<T extends object>(type: Class<T>, plain: unknown, prefix = ''): Validated<T> {
  if (!isPlainObject(plain))
    return { ok: false, problems: { [prefix.replace(/\.$/, '') || 'body']: 'must be a JSON object' } };
  const known = fieldsOf(type);
  const unknown = Object.keys(plain).filter((key) => !Object.hasOwn(known, key));
  if (unknown.length > 0) return { ok: false, problems: unknownFields(unknown, Object.keys(known), prefix) };
  const value = new type();
  for (const [key, given] of Object.entries(plain)) {
    if (given === null && (known[key]?.optional || key in value)) continue;
    Object.assign(value, { [key]: given });
  }
  const errors = validateSync(value, { forbidUnknownValues: false, stopAtFirstError: true });
  return errors.length === 0 ? { ok: true, value } : { ok: false, problems: toProblems(errors, prefix) };
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownFields(unknown: string[], known: string[], prefix: string): FieldProblems {
  const word = `is not a field here; known: ${known.join(', ')}`;
  return Object.fromEntries(unknown.map((key) => [prefix + key, word]));
}

function toProblems(errors: ValidationError[], prefix: string): FieldProblems {
  const entries = errors.map(({ property, value, constraints }) => {
    const text = Object.values(constraints ?? {})[0] ?? 'is not valid';
    const said = text.startsWith(property) ? text.slice(property.length).trim() : text;
    return [prefix + property, value === undefined ? 'is required' : said];
  });
  return Object.fromEntries(entries) as FieldProblems;
}
