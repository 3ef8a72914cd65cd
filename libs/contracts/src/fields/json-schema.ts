import { fieldsOf, type Class, type FieldSpec } from './field';

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema (draft 2020-12) of an input or output class. */
export function jsonSchemaOf(type: Class<object>): JsonSchema {
  const defaults = new type() as Record<string, unknown>;
  const fields = Object.entries(fieldsOf(type));
  const required = fields.filter(([key, spec]) => !spec.optional && defaults[key] === undefined).map(([key]) => key);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields.map(([key, spec]) => [key, property(spec, defaults[key])])),
    ...(required.length > 0 ? { required } : {}),
  };
}

function property(spec: FieldSpec, standard: unknown): JsonSchema {
  const schema: JsonSchema = { ...typeOf(spec), description: describe(spec) };
  const list = spec.type === 'array';
  if (spec.enum && !list) schema['enum'] = spec.enum;
  const numeric = !list || spec.orSingle;
  if (spec.minimum !== undefined && numeric) schema['minimum'] = spec.minimum;
  if (spec.maximum !== undefined && numeric) schema['maximum'] = spec.maximum;
  if (spec.minLength) schema['minLength'] = spec.minLength;
  if (spec.maxLength !== undefined) schema['maxLength'] = spec.maxLength;
  if (spec.pattern) schema['pattern'] = spec.pattern.source;
  if (standard !== undefined) schema['default'] = standard;
  return schema;
}

function typeOf(spec: FieldSpec): JsonSchema {
  if (spec.type === 'path') return { type: 'string', format: `${spec.path ?? 'file'}-path` };
  if (spec.type !== 'array') return { type: spec.type };
  const item = {
    type: spec.items ?? 'string',
    ...(spec.enum ? { enum: spec.enum } : {}),
    ...(spec.minimum === undefined ? {} : { minimum: spec.minimum }),
    ...(spec.maximum === undefined ? {} : { maximum: spec.maximum }),
  };
  const size = {
    ...(spec.minItems ? { minItems: spec.minItems } : {}),
    ...(spec.maxItems ? { maxItems: spec.maxItems } : {}),
  };
  return { type: spec.orSingle ? [item.type, 'array'] : 'array', items: item, ...size };
}

function describe(spec: FieldSpec): string {
  return spec.unit ? `${spec.description} (${spec.unit})` : spec.description;
}
