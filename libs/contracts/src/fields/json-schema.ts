import { fieldsOf, type Class, type FieldSpec } from './field';

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema (draft 2020-12) of an input or output class; what `validate` takes and nothing else. */
export function jsonSchemaOf(type: Class<object>): JsonSchema {
  const fields = describedFields(type);
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  const properties = fields.map((field) => [field.name, field.required ? field.schema : orNull(field.schema)] as const);
  return objectOf(Object.fromEntries(properties), required);
}

/** Within a body of a request, `null` is a value like any other. */
function nestedSchemaOf(type: Class<object>): JsonSchema {
  const fields = describedFields(type);
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return objectOf(Object.fromEntries(fields.map(({ name, schema }) => [name, schema])), required);
}

const objectOf = (properties: Record<string, JsonSchema>, required: string[]): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...(required.length > 0 ? { required } : {}),
});

/** The fields of a class, each with the JSON Schema of its values. */
export function describedFields(type: Class<object>): { name: string; schema: JsonSchema; required: boolean }[] {
  const defaults = new type() as Record<string, unknown>;
  return Object.entries(fieldsOf(type)).map(([name, spec]) => {
    const standard = defaults[name];
    return { name, schema: property(spec, standard), required: !spec.optional && standard === undefined };
  });
}

/** `null` stands for a field that is not given. */
export function orNull(schema: JsonSchema): JsonSchema {
  const choices = schema['enum'] as unknown[] | undefined;
  return { ...schema, type: [schema['type'], 'null'].flat(), ...(choices ? { enum: [...choices, null] } : {}) };
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
  return spec.orSwitch ? orSwitch(schema) : schema;
}

const orSwitch = ({ description, ...text }: JsonSchema): JsonSchema => ({
  description,
  anyOf: [{ type: 'boolean' }, text],
});

function typeOf(spec: FieldSpec): JsonSchema {
  if (spec.type === 'path') return { type: 'string', format: `${spec.path ?? 'file'}-path` };
  if (spec.nested) return nestedSchemaOf(spec.nested());
  if (spec.type !== 'array') return { type: spec.type, ...spec.shape };
  const item = {
    type: spec.items ?? 'string',
    ...spec.shape,
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
