import { fieldsOf, validate, type Class, type FieldSpec } from '@switchyard/contracts';

/** The settings are not usable; names every variable at fault. */
export class ConfigError extends Error {
  constructor(readonly problems: Record<string, string>) {
    const lines = Object.entries(problems).map(([name, text]) => `  ${name} ${text}`);
    super(`the configuration is not valid:\n${lines.join('\n')}`);
  }
}

const BOOLEANS = new Map([
  ['1', true],
  ['true', true],
  ['yes', true],
  ['0', false],
  ['false', false],
  ['no', false],
]);

/** The environment variable of a field: `redisUrl` → `REDIS_URL`. */
export const variableOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** Reads an app's settings from the environment, once, at start. */
export function loadConfig<T extends object>(type: Class<T>, env: NodeJS.ProcessEnv = process.env): T {
  const given: Record<string, unknown> = {};
  for (const [field, spec] of Object.entries(fieldsOf(type))) {
    const text = env[variableOf(field)];
    if (text !== undefined && text !== '') given[field] = parse(text, spec);
  }
  const checked = validate(type, given);
  if (checked.ok) return checked.value;
  throw new ConfigError(
    Object.fromEntries(Object.entries(checked.problems).map(([field, text]) => [variableOf(field), text])),
  );
}

function parse(text: string, spec: FieldSpec): unknown {
  if (spec.type === 'number' || spec.type === 'integer') return Number(text);
  if (spec.type === 'boolean') return BOOLEANS.get(text.toLowerCase()) ?? text;
  if (spec.type === 'array') return text.split(',').map((item) => item.trim());
  return text;
}
