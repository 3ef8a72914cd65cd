import { isPlainObject, type JsonSchema } from '@switchyard/contracts';
import { wordsOf } from '../terminal/words';

type Row = [field: string, type: string, standard: string, limits: string, meaning: string];

/** One row for each field of an input or output schema: name, type, default, limits, meaning. */
export function fieldRows(schema: JsonSchema, sources: Record<string, unknown>): Row[] {
  const properties = isPlainObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).map(([field, given]) => {
    const property = isPlainObject(given) ? given : {};
    const from = field in sources ? 'earlier stage' : undefined;
    const standard = standardOf(property['default'], required.includes(field), from);
    return [field, typeOf(property), standard, limitsOf(property), wordsOf(property['description'] ?? '')];
  });
}

function standardOf(standard: unknown, required: boolean, from: string | undefined): string {
  if (standard !== undefined) return wordsOf(standard);
  return from ?? (required ? 'required' : '');
}

function typeOf(property: JsonSchema): string {
  const format = property['format'];
  if (typeof format === 'string' && format.endsWith('-path')) return format.replace('-', ' ');
  const items = isPlainObject(property['items']) ? property['items'] : undefined;
  return items ? `list of ${wordsOf(items['type'])}s` : wordsOf(withoutNull(property['type']));
}

/** What may be left out may be null as well; that tells a reader nothing. */
function withoutNull(type: unknown): unknown {
  const types = [type].flat().filter((one) => one !== 'null');
  return types.length === 1 ? types[0] : types;
}

/** Limits of text above this length are left out of the help; users do not come near them. */
const WORTH_TELLING = 1000;

function limitsOf(property: JsonSchema): string {
  const items = isPlainObject(property['items']) ? property['items'] : {};
  const choices = property['enum'] ?? items['enum'];
  const limits = [
    Array.isArray(choices) ? choices.filter((choice) => choice !== null).join(' | ') : undefined,
    span(property['minimum'] ?? items['minimum'], property['maximum'], ''),
    span(property['minItems'], property['maxItems'], ' items'),
    Number(property['maxLength']) <= WORTH_TELLING ? `at most ${wordsOf(property['maxLength'])} characters` : undefined,
  ];
  return limits.filter(Boolean).join(', ');
}

function span(least: unknown, most: unknown, unit: string): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (least === undefined) return `at most ${wordsOf(most)}${unit}`;
  if (most === undefined) return `at least ${wordsOf(least)}${unit}`;
  return least === most ? `${wordsOf(least)}${unit}` : `${wordsOf(least)} to ${wordsOf(most)}${unit}`;
}
