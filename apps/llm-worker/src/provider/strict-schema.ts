import { isPlainObject } from '@switchyard/contracts';

/** Whether a schema has the form that OpenAI can hold a model to: every object lists all its properties as required. */
export function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (!isPlainObject(schema)) return true;
  const { type, properties, required, additionalProperties } = schema;
  if (type === 'object') {
    const names = isPlainObject(properties) ? Object.keys(properties) : [];
    const listed = new Set(Array.isArray(required) ? (required as unknown[]) : []);
    if (additionalProperties !== false || !names.every((name) => listed.has(name))) return false;
  }
  return Object.values(schema).every(isStrict);
}
