import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { FieldProblems } from '../errors/request-error';
import { fieldsOf, type Class, type FieldSpec } from './field';
import { jsonSchemaOf } from './json-schema';

export type Validated<T> = { ok: true; value: T } | { ok: false; problems: FieldProblems };

/** Formats of paths are described in the schema and checked on the shared storage. */
const ajv = new Ajv({ allErrors: true, validateFormats: false, strictTypes: false });
const compiled = new WeakMap<Class<object>, ValidateFunction>();

/**
 * Checks plain data against the JSON Schema of a class and fills in its defaults; unknown fields are refused by name.
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
  const check = checkOf(type);
  return check(value) ? { ok: true, value } : { ok: false, problems: toProblems(check.errors ?? [], known, prefix) };
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkOf(type: Class<object>): ValidateFunction {
  const check = compiled.get(type) ?? ajv.compile(jsonSchemaOf(type));
  compiled.set(type, check);
  return check;
}

function unknownFields(unknown: string[], known: string[], prefix: string): FieldProblems {
  const word = `is not a field here; known: ${known.join(', ')}`;
  return Object.fromEntries(unknown.map((key) => [prefix + key, word]));
}

/** The first problem of each field. */
function toProblems(errors: ErrorObject[], known: Readonly<Record<string, FieldSpec>>, prefix: string): FieldProblems {
  const problems: FieldProblems = {};
  for (const error of errors) {
    const { missingProperty } = error.params as { missingProperty?: string };
    const [field = '', item] = missingProperty ? [missingProperty] : error.instancePath.split('/').slice(1);
    const word = missingProperty ? 'is required' : wordOf(error, known[field]);
    problems[prefix + field] ??= item === undefined ? word : `item ${item} ${word}`;
  }
  return problems;
}

const ARTICLES: Record<string, string> = {
  integer: 'a whole number',
  array: 'a list',
  object: 'a JSON object',
  string: 'text',
};

function wordOf({ keyword, params, message }: ErrorObject, spec: FieldSpec | undefined): string {
  const {
    type = '',
    limit,
    allowedValues,
  } = params as {
    type?: string | string[];
    limit?: number;
    allowedValues?: string[];
  };
  switch (keyword) {
    case 'type':
      return `must be ${[type]
        .flat()
        .map((one) => ARTICLES[one] ?? `a ${one}`)
        .join(' or ')}`;
    case 'enum':
      return `must be one of ${allowedValues?.join(', ')}`;
    case 'minimum':
      return `must not be less than ${limit}`;
    case 'maximum':
      return `must not be greater than ${limit}`;
    case 'minLength':
      return `must have at least ${limit} characters`;
    case 'maxLength':
      return `must have at most ${limit} characters`;
    case 'minItems':
      return `must have at least ${limit} items`;
    case 'maxItems':
      return `must have at most ${limit} items`;
    case 'pattern':
      return spec?.patternMessage ?? message ?? 'is not valid';
    default:
      return message ?? 'is not valid';
  }
}
