import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  isBoolean,
  isIn,
  isInt,
  isNumber,
  isObject,
  isString,
  matches,
  max,
  min,
  type ValidationArguments,
  type ValidationOptions,
} from 'class-validator';
import type { FieldSpec } from './field';

/** One thing a value has to be: the decorator that checks it, its test, and what a person is told. */
interface Rule {
  decorate: (options: ValidationOptions) => PropertyDecorator;
  holds: (value: unknown) => boolean;
  word: string;
}

type ItemType = NonNullable<FieldSpec['items']> | 'boolean';

const NOUNS: Readonly<Record<ItemType, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'a boolean',
  object: 'a JSON object',
};

const TYPES: Readonly<Record<ItemType, Omit<Rule, 'word'>>> = {
  string: { decorate: IsString, holds: isString },
  number: { decorate: (options) => IsNumber({}, options), holds: (value) => isNumber(value) },
  integer: { decorate: IsInt, holds: isInt },
  boolean: { decorate: IsBoolean, holds: isBoolean },
  object: { decorate: IsObject, holds: isObject },
};

/** The decorators of class-validator that check what a field holds; the first that fails tells why. */
export function rulesOf(spec: FieldSpec): PropertyDecorator[] {
  const presence = spec.optional
    ? ValidateIf((_object, value) => value !== undefined && !(spec.nullable && value === null))
    : IsDefined({ message: ({ value }) => (value === null ? 'must not be null' : 'is required') });
  const isText = spec.orSwitch ? [ValidateIf((_object, value) => typeof value !== 'boolean')] : [];
  return [presence, ...isText, ...(spec.type === 'array' ? listRules(spec) : valueRules(spec))];
}

function valueRules(spec: FieldSpec): PropertyDecorator[] {
  const type = spec.type === 'path' || spec.type === 'array' ? 'string' : spec.type;
  const nested = spec.nested ? [ValidateNested()] : [];
  return [...rules(type, spec).map(({ decorate, word }) => decorate({ message: word })), ...nested];
}

function listRules(spec: FieldSpec): PropertyDecorator[] {
  const { items: type = 'string', orSingle = false, minItems, maxItems } = spec;
  const isList: ValidationOptions = { validateIf: (_object, value) => Array.isArray(value) };
  return [
    ...(orSingle ? [] : [IsArray({ message: 'must be a list' })]),
    ...(minItems ? [ArrayMinSize(minItems, { ...isList, message: `must have at least ${minItems} items` })] : []),
    ...(maxItems ? [ArrayMaxSize(maxItems, { ...isList, message: `must have at most ${maxItems} items` })] : []),
    ...rules(type, spec).map((rule, at) => {
      const single = orSingle && at === 0 ? `${rule.word} or a list` : rule.word;
      return rule.decorate({ each: true, message: ({ value }) => itemWord(value, rule, single) });
    }),
  ];
}

/** Says which item of a list is at fault. @param single for a value that is no list */
function itemWord(value: ValidationArguments['value'], { holds, word }: Rule, single: string): string {
  if (!Array.isArray(value)) return single;
  return `item ${value.findIndex((item) => !holds(item))} ${word}`;
}

function rules(type: ItemType, spec: FieldSpec): Rule[] {
  const { enum: choices, minimum, maximum, minLength, maxLength, pattern } = spec;
  const found: Rule[] = [{ ...TYPES[type], word: `must be ${NOUNS[type]}` }];
  if (choices)
    found.push({
      decorate: (options) => IsIn(choices, options),
      holds: (value) => isIn(value, choices),
      word: `must be one of ${choices.join(', ')}`,
    });
  if (minimum !== undefined)
    found.push({
      decorate: (options) => Min(minimum, options),
      holds: (value) => min(value, minimum),
      word: `must not be less than ${minimum}`,
    });
  if (maximum !== undefined)
    found.push({
      decorate: (options) => Max(maximum, options),
      holds: (value) => max(value, maximum),
      word: `must not be greater than ${maximum}`,
    });
  if (minLength) found.push(length('minLength', (count) => count >= minLength, `at least ${minLength}`));
  if (maxLength !== undefined) found.push(length('maxLength', (count) => count <= maxLength, `at most ${maxLength}`));
  if (pattern)
    found.push({
      decorate: (options) => Matches(pattern, options),
      holds: (value) => matches(value as string, pattern),
      word: spec.patternMessage ?? `must match ${pattern.source}`,
    });
  return found;
}

/** Counts characters as JSON Schema does; class-validator leaves out some of those that give emoji their form. */
function length(name: string, fits: (count: number) => boolean, bound: string): Rule {
  const holds = (value: unknown): boolean => typeof value === 'string' && fits(lengthOf(value));
  return {
    decorate: (options) => ValidateBy({ name, validator: { validate: holds } }, options),
    holds,
    word: `must have ${bound} characters`,
  };
}

function lengthOf(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}
