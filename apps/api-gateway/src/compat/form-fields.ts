import { InvalidRequestError, describedFields, validateText, type Class, type JsonSchema } from '@switchyard/contracts';

/** Checks the fields of a form by a class. A list has a field for each item, which may be named `list[]`; an empty text is none. */
export function formFields<T extends object>(type: Class<T>, fields: Record<string, string[]>): T {
  const lists = new Set(
    describedFields(type).flatMap(({ name, schema }) => (schema['type'] === 'array' ? [name] : [])),
  );
  const given: Record<string, unknown> = {};
  for (const [written, texts] of Object.entries(fields)) {
    const name = written.replace(/\[\d*\]$/, '');
    const values = texts.filter((text) => text !== '');
    if (values.length > 1 && !lists.has(name)) throw new InvalidRequestError({ [name]: 'is given twice' });
    if (values.length > 0) given[name] = lists.has(name) ? values : values[0];
  }
  const checked = validateText(type, given);
  if (!checked.ok) throw new InvalidRequestError(checked.problems);
  return checked.value;
}

/** The schema of a form with one file. */
export function formSchema(type: Class<object>, fileField: string): JsonSchema {
  const fields = describedFields(type);
  return {
    type: 'object',
    required: [fileField, ...fields.flatMap(({ name, required }) => (required ? [name] : []))],
    properties: {
      [fileField]: { type: 'string', format: 'binary' },
      ...Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    },
    additionalProperties: false,
  };
}
