import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

/** Names the settings file. */
export const FILE_VARIABLE = 'SWITCHYARD_CONFIG';

const NUMBER = 'number';
const BOOLEAN = 'boolean';

/** What a settings file may hold: the path of each key, the variable it stands for, and its type. */
export const FILE_KEYS: ReadonlyMap<string, readonly [variable: string, type: typeof NUMBER | typeof BOOLEAN]> =
  new Map([
    ['gpu_lock.poll_interval', ['GPU_LOCK_POLL_INTERVAL', NUMBER]],
    ['gpu_lock.max_poll_interval', ['GPU_LOCK_MAX_POLL_INTERVAL', NUMBER]],
    ['gpu_lock.exponential_backoff', ['GPU_LOCK_EXPONENTIAL_BACKOFF', BOOLEAN]],
    ['gpu_lock.max_wait_time', ['GPU_LOCK_MAX_WAIT_TIME', NUMBER]],
    ['gpu_lock.lock_timeout', ['GPU_LOCK_TIMEOUT', NUMBER]],
    ['gpu_lock.lock_ttl', ['GPU_LOCK_TTL', NUMBER]],
    ['gpu_lock.renew_interval', ['GPU_LOCK_RENEW_INTERVAL', NUMBER]],
    ['gpu_lock.quarantine_ttl', ['GPU_LOCK_QUARANTINE_TTL', NUMBER]],
    ['gpu_lock_monitor.monitor_interval', ['MONITOR_INTERVAL', NUMBER]],
    ['gpu_lock_monitor.timeout_levels.warning', ['TIMEOUT_WARNING', NUMBER]],
    ['gpu_lock_monitor.timeout_levels.soft_timeout', ['TIMEOUT_SOFT', NUMBER]],
    ['gpu_lock_monitor.timeout_levels.hard_timeout', ['TIMEOUT_HARD', NUMBER]],
    ['gpu_lock_monitor.heartbeat.interval', ['HEARTBEAT_INTERVAL', NUMBER]],
    ['gpu_lock_monitor.heartbeat.timeout', ['HEARTBEAT_TIMEOUT', NUMBER]],
  ]);

/** What a settings file says. */
export interface FileSettings {
  /** By variable. */
  values: Map<string, unknown>;
  /** Where the value of a variable stands, in words. */
  places: Map<string, string>;
  /** What is wrong, by place. */
  problems: Record<string, string>;
}

/** Where a variable stands that has its value from a settings file. */
export function placesIn(env: NodeJS.ProcessEnv): (variable: string) => string | undefined {
  const { places } = readSettingsFile(env);
  return (variable) => (env[variable] ? undefined : places.get(variable));
}

/** Reads the file that the environment names; says nothing where none is named. */
export function readSettingsFile(env: NodeJS.ProcessEnv): FileSettings {
  const settings: FileSettings = { values: new Map(), places: new Map(), problems: {} };
  const file = env[FILE_VARIABLE];
  if (!file) return settings;
  let content: unknown;
  try {
    content = parsed(readFileSync(file, 'utf8'));
  } catch (error) {
    settings.problems[`${FILE_VARIABLE} ${file}`] = `cannot be read: ${(error as Error).message}`;
    return settings;
  }
  for (const [key, value] of leaves(content)) take(settings, file, key, value);
  return settings;
}

function parsed(text: string): unknown {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw error;
  return document.toJS();
}

/** Values by the path of their key; a section without anything in it says nothing. */
function leaves(value: unknown, path = ''): [key: string, value: unknown][] {
  const isSection = path === '' || [...FILE_KEYS.keys()].some((key) => key.startsWith(`${path}.`));
  if (isSection && value === null) return [];
  if (!isSection || typeof value !== 'object' || Array.isArray(value)) return [[path, value]];
  return Object.entries(value as object).flatMap(([name, inner]) => {
    const step = name.includes('.') ? JSON.stringify(name) : name;
    return leaves(inner, path ? `${path}.${step}` : step);
  });
}

function take({ values, places, problems }: FileSettings, file: string, key: string, value: unknown): void {
  const place = `${key || 'the content'} in ${file}`;
  const [variable, type] = FILE_KEYS.get(key) ?? [];
  if (variable === undefined) problems[place] = unknownKey(key);
  else if (typeof value !== type) problems[place] = `must be a ${type}, not ${JSON.stringify(value)}`;
  else {
    values.set(variable, value);
    places.set(variable, place);
  }
}

function unknownKey(key: string): string {
  const known = [...FILE_KEYS.keys()];
  if (key === '' || known.some((one) => one.startsWith(`${key}.`))) return 'must be a section';
  const near = known.filter((one) => one.startsWith(key.slice(0, key.lastIndexOf('.') + 1)));
  return `is not a setting; known: ${near.join(', ')}`;
}
