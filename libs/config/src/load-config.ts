import { fieldsOf, validateText, type Class } from '@switchyard/contracts';
import { placesIn, readSettingsFile } from './settings-file';

const VARIABLE = /\b[A-Z][A-Z0-9_]+\b/g;

/** The settings are not usable; names every variable at fault, with its file and key where it has its value from there. */
export class ConfigError extends Error {
  constructor(
    readonly problems: Record<string, string>,
    env: NodeJS.ProcessEnv = process.env,
  ) {
    const placeOf = placesIn(env);
    const placed = (variable: string): string => {
      const place = placeOf(variable);
      return place ? `${variable} (${place})` : variable;
    };
    const lines = Object.entries(problems).map(([name, text]) => `  ${name} ${text}`.replace(VARIABLE, placed));
    super(`the configuration is not valid:\n${lines.join('\n')}`);
  }
}

/** The environment variable of a field: `redisUrl` → `REDIS_URL`. */
export const variableOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** Reads an app's settings, once, at start: from the environment, and what is not set there from the settings file. */
export function loadConfig<T extends object>(type: Class<T>, env: NodeJS.ProcessEnv = process.env): T {
  const file = readSettingsFile(env);
  if (Object.keys(file.problems).length > 0) throw new ConfigError(file.problems, env);
  const given: Record<string, unknown> = {};
  for (const field of Object.keys(fieldsOf(type))) {
    const variable = variableOf(field);
    const text = env[variable];
    if (text !== undefined && text !== '') given[field] = text;
    else if (file.values.has(variable)) given[field] = file.values.get(variable);
  }
  const checked = validateText(type, given);
  if (checked.ok) return checked.value;
  throw new ConfigError(
    Object.fromEntries(Object.entries(checked.problems).map(([field, text]) => [variableOf(field), text])),
    env,
  );
}

/** The environment of a program that this one starts: its own, and what is added. */
export const environmentWith = (added: Record<string, string>): NodeJS.ProcessEnv => ({ ...process.env, ...added });
