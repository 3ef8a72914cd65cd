/** What the catalogue says of one field, in the part of JSON Schema that it uses. */
export interface FieldSchema {
  type: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  items?: { type: string; enum?: unknown[] };
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
}

export interface Field {
  name: string;
  schema: FieldSchema;
  required: boolean;
}

export type Kind = 'path' | 'boolean' | 'choice' | 'choices' | 'number' | 'texts' | 'numbers' | 'json' | 'text';

interface ObjectSchema {
  properties?: Record<string, FieldSchema>;
  required?: string[];
}

/** The fields of a task's input, those that must be given first. */
export function fieldsOf(input: Record<string, unknown>): Field[] {
  const { properties = {}, required = [] } = input as ObjectSchema;
  const fields = Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
  }));
  return [...fields.filter((field) => field.required), ...fields.filter((field) => !field.required)];
}

/** By which control a field is filled in. */
export function kindOf({ type, format, enum: choices, items }: FieldSchema): Kind {
  const types = [type].flat().filter((name) => name !== 'null');
  if (types.includes('array')) return kindOfList(items);
  if (format?.endsWith('-path')) return 'path';
  if (types.includes('boolean')) return 'boolean';
  if (choices) return 'choice';
  if (types.includes('object')) return 'json';
  if (types.includes('number') || types.includes('integer')) return 'number';
  return 'text';
}

function kindOfList(items: FieldSchema['items']): Kind {
  if (items?.enum) return 'choices';
  if (items?.type === 'number' || items?.type === 'integer') return 'numbers';
  return items?.type === 'string' ? 'texts' : 'json';
}

/** The unit that stands at the end of a description, as in `longest gap (seconds)`. */
export function unitOf(description = ''): { text: string; unit?: string } {
  const [, text = description, unit] = /^(.*\S)\s*\(([a-z%][a-z /%²-]{0,30})\)$/i.exec(description) ?? [];
  return unit ? { text, unit } : { text };
}

/** `max_chars_per_line` as `Max chars per line`. */
export const labelOf = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The input that is sent: what was filled in and is not the default. */
export function inputOf(fields: readonly Field[], values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = fields.flatMap(({ name, schema }) => {
    const value = values[name];
    const empty = value === undefined || value === '' || value === null;
    return empty || JSON.stringify(value) === JSON.stringify(schema.default) ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** The fields that have to be given and are not. */
export const missingOf = (fields: readonly Field[], input: Readonly<Record<string, unknown>>): string[] =>
  fields.filter(({ name, required }) => required && !(name in input)).map(({ name }) => name);
