import { getMetadataStorage, validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import type { FieldProblems } from '../errors/request-error';
import { fieldsOf, type Class } from './field';
import { fromText } from './from-text';
import { rememberChecks } from './remember-checks';

rememberChecks(getMetadataStorage());

export type Validated<T> = { ok: true; value: T } | { ok: false; problems: FieldProblems };

/** How fields are checked everywhere: what is unknown is refused, and each field names its first problem. */
export const VALIDATION = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: false,
  stopAtFirstError: true,
} as const satisfies ValidatorOptions;

/**
 * Checks plain data against a class and fills in its defaults; unknown fields are refused by name.
 * `null` for a field that may be left out means that it was not given.
 */
export function validate<T extends object>(type: Class<T>, plain: unknown, prefix = ''): Validated<T> {
  if (!isPlainObject(plain)) return { ok: false, problems: { [prefix.replace(/\.$/, '') || 'body']: NO_OBJECT } };
  const known = fieldsOf(type);
  const unknown = Object.keys(plain).filter((key) => !Object.hasOwn(known, key));
  if (unknown.length > 0) {
    const word = unknownWord(type);
    return { ok: false, problems: Object.fromEntries(unknown.map((key) => [prefix + key, word])) };
  }
  const value = new type();
  for (const [key, given] of Object.entries(plain)) if (given !== null) Object.assign(value, { [key]: given });
  const errors = validateSync(value, VALIDATION);
  return errors.length === 0 ? { ok: true, value } : { ok: false, problems: problemsOf(errors, prefix) };
}

/** Like `validate`, of data whose values are still text; a list is separated by commas. */
export function validateText<T extends object>(type: Class<T>, texts: Record<string, unknown>): Validated<T> {
  const known = fieldsOf(type);
  const values = Object.entries(texts).map(([key, text]) => [key, known[key] ? fromText(known[key], text) : text]);
  return validate(type, Object.fromEntries(values));
}

export const NO_OBJECT = 'must be a JSON object';

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What class-validator found, by field, in words that a person can act on. */
export function problemsOf(errors: readonly ValidationError[], prefix = ''): FieldProblems {
  return Object.assign({}, ...errors.map((error) => problemsIn(error, prefix + error.property))) as FieldProblems;
}

const problemsIn = (error: ValidationError, name: string): FieldProblems =>
  error.children?.length ? problemsOf(error.children, `${name}.`) : { [name]: wordOf(error) };

function wordOf({ constraints = {}, target }: ValidationError): string {
  if ('whitelistValidation' in constraints && target) return unknownWord(target.constructor as Class<object>);
  return Object.values(constraints)[0] ?? 'is not valid';
}

function unknownWord(type: Class<object>): string {
  const known = Object.keys(fieldsOf(type)).join(', ');
  return `is not a field here; ${known ? `known: ${known}` : 'there is none'}`;
}
