import { fieldsOf, type FieldSpec, type TaskDefinition } from '@switchyard/contracts';
import { InvalidArgumentError, Option } from 'commander';
import { wordsOf } from '../terminal/words';

/** The flag of one input field. */
export interface InputFlag {
  field: string;
  spec: FieldSpec;
  /** Name of the value among commander's options. */
  key: string;
  options: Option[];
}

/** Flags of the commands themselves; a field of such a name gets `--input-…`. */
const TAKEN: ReadonlySet<string> = new Set(
  'url json help version input json-input task-id workflow-id max-attempts priority callback timeout'.split(' '),
);

/** A flag for each input field of a task, named, described and checked as the catalogue says. */
export function inputFlags(task: Pick<TaskDefinition, 'input' | 'sources'>): InputFlag[] {
  const defaults = new task.input() as Record<string, unknown>;
  const sources = (task.sources ?? {}) as Record<string, readonly string[]>;
  return Object.entries(fieldsOf(task.input)).map(([field, spec]) => {
    const name = flagName(field);
    const options = spec.type === 'boolean' ? switches(name, defaults[field]) : [valueOption(name, spec)];
    for (const option of options) option.description = describe(spec, defaults[field], sources[field]);
    return { field, spec, key: options[0]?.attributeName() ?? field, options };
  });
}

function flagName(field: string): string {
  const name = field.replaceAll('_', '-');
  return TAKEN.has(name) ? `input-${name}` : name;
}

function valueOption(name: string, spec: FieldSpec): Option {
  const option = new Option(`--${name} <${placeholder(spec)}>`);
  if (spec.enum && spec.type === 'string') return option.choices(spec.enum);
  return option.argParser((text: string) => parseValue(spec, text));
}

/** Both ways are accepted; help shows the one that changes something. */
function switches(name: string, standard: unknown): Option[] {
  const on = new Option(`--${name}`);
  const off = new Option(`--no-${name}`);
  return standard === true ? [on.hideHelp(), off] : [on, off.hideHelp()];
}

/** The value of a field from the text of a flag or of `--input`. */
export function parseValue(spec: FieldSpec, text: string): unknown {
  if (text.trimStart().startsWith('${{')) return text;
  if (spec.type === 'number' || spec.type === 'integer') return parseNumber(text, spec.type);
  if (spec.type === 'boolean') return parseBoolean(text);
  if (spec.type === 'object') return parseJson(text);
  if (spec.type === 'array') return parseList(spec, text);
  return text;
}

function parseNumber(text: string, type: 'number' | 'integer'): number {
  const value = text.trim() === '' ? NaN : Number(text);
  const fits = type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (fits) return value;
  throw new InvalidArgumentError(`It is a ${type === 'integer' ? 'whole number' : 'number'}.`);
}

function parseBoolean(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new InvalidArgumentError('It is true or false.');
}

function parseList(spec: FieldSpec, text: string): unknown {
  if (text.trimStart().startsWith('[') || spec.items === 'object') return parseJson(text);
  const items = text.split(',').map((item) => item.trim());
  if (spec.items !== 'number' && spec.items !== 'integer') return items;
  const type = spec.items;
  return items.map((item) => parseNumber(item, type));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('It is JSON.');
  }
}

function placeholder(spec: FieldSpec): string {
  if (spec.type === 'path') return spec.path === 'directory' ? 'share-dir' : 'file';
  if (spec.type === 'array') return spec.items === 'object' ? 'json' : `${spec.items ?? 'string'},…`;
  return spec.type === 'object' ? 'json' : spec.type === 'string' ? 'text' : spec.type;
}

/** The default stands in the text only: what a flag does not say is left to the gateway. */
function describe(spec: FieldSpec, standard: unknown, sources: readonly string[] | undefined): string {
  const unit = spec.unit ? ` in ${spec.unit}` : '';
  const required = !spec.optional && standard === undefined && !sources;
  const shown = spec.type !== 'boolean' && standard !== undefined ? `default: ${wordsOf(standard)}` : undefined;
  const facts = [required ? 'required' : undefined, boundsOf(spec), shown].filter((fact) => fact !== undefined);
  return `${spec.description}${unit}${facts.length > 0 ? ` (${facts.join('; ')})` : ''}`;
}

function boundsOf({ minimum, maximum }: FieldSpec): string | undefined {
  if (minimum === undefined) return maximum === undefined ? undefined : `at most ${maximum}`;
  return maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`;
}
