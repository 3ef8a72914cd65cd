import { readFile } from 'node:fs/promises';
import {
  InvalidRequestError,
  fieldsOf,
  problemsTogether,
  isPlainObject,
  validate,
  type FieldProblems,
  type TaskDefinition,
} from '@switchyard/contracts';
import { InvalidArgumentError } from 'commander';
import { CliError } from '../cli-error';
import { inputFlags, parseValue } from './input-flags';

export interface InputOptions {
  /** `key=value` each. */
  input?: string[];
  /** A file with a JSON object, or `-` for stdin. */
  jsonInput?: string;
}

/** The input of a task from all the places it may be given in: flags win over `--input`, that over `--json-input`. */
export async function readInput(
  task: TaskDefinition,
  options: InputOptions & Record<string, unknown>,
  stdin: AsyncIterable<Buffer | string>,
): Promise<Record<string, unknown>> {
  const fromFlags = inputFlags(task).flatMap(({ field, key }) =>
    options[key] === undefined ? [] : [[field, options[key]] as const],
  );
  const fromFile = options.jsonInput === undefined ? {} : await readJson(options.jsonInput, stdin);
  return { ...fromFile, ...fromPairs(task, options.input ?? []), ...Object.fromEntries(fromFlags) };
}

/** Refuses what the gateway would refuse, before anything is uploaded. */
export function checkInput(task: TaskDefinition, input: Record<string, unknown>): void {
  const references = Object.keys(input).filter((key) => String(input[key]).trimStart().startsWith('${{'));
  const sources = Object.keys(task.sources ?? {});
  const checked = validate(task.input, input, 'input_data.');
  const together = (value: object): FieldProblems => (references.length > 0 ? {} : problemsTogether(task, value));
  const problems = checked.ok ? together(checked.value) : checked.problems;
  const unknowable = new Set([...references, ...sources].map((key) => `input_data.${key}`));
  const certain = Object.entries(problems).filter(
    ([key, text]) => !unknowable.has(key) || (text !== 'is required' && !references.includes(key.slice(11))),
  );
  if (certain.length > 0) throw new InvalidRequestError(Object.fromEntries(certain));
}

function fromPairs(task: TaskDefinition, pairs: string[]): Record<string, unknown> {
  const known = fieldsOf(task.input);
  const problems: FieldProblems = {};
  const entries = pairs.map((pair) => {
    const [, key = '', text = ''] = /^([^=]+)=([\s\S]*)$/.exec(pair) ?? [];
    if (!key) problems[pair] = 'is not of the form key=value';
    try {
      return [key, known[key] ? parseValue(known[key], text) : text] as const;
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      problems[`input_data.${key}`] = error.message;
      return [key, text] as const;
    }
  });
  if (Object.keys(problems).length > 0) throw new InvalidRequestError(problems);
  return Object.fromEntries(entries);
}

async function readJson(place: string, stdin: AsyncIterable<Buffer | string>): Promise<Record<string, unknown>> {
  const text = place === '-' ? await readAll(stdin) : await readFile(place, 'utf8').catch(() => undefined);
  const name = place === '-' ? 'stdin' : place;
  if (text === undefined) throw new CliError(`${name} cannot be read`, 2);
  const value = parsed(text, name);
  if (!isPlainObject(value)) throw new CliError(`${name} holds no JSON object`, 2, 'it is the input_data of the task');
  return value;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
}

async function readAll(stdin: AsyncIterable<Buffer | string>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
