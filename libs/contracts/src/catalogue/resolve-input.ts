import { InvalidRequestError, type FieldProblems } from '../errors/request-error';
import { fieldsOf, type PathKind } from '../fields/field';
import { isPlainObject, validate } from '../fields/validate';
import type { WorkflowContext } from '../workflow-context';
import type { TaskDefinition } from './task-definition';

const REFERENCE = /^\$\{\{\s*stages\.([A-Za-z0-9_]+\.[A-Za-z0-9_]+)\.output\.([A-Za-z0-9_.]+)\s*\}\}$/;

/**
 * The whole input of a task: what the client gave, references resolved, missing fields taken from earlier stages,
 * then defaults; checked against the task's input class.
 */
export function resolveInput(task: TaskDefinition, given: unknown, context: WorkflowContext | null): object {
  if (!isPlainObject(given)) throw new InvalidRequestError({ input_data: 'must be a JSON object' });
  const resolved = withSources(task, withReferences(given, context), context);
  const checked = validate(task.input, resolved, 'input_data.');
  if (!checked.ok) throw new InvalidRequestError(explainMissing(task, checked.problems));
  const problems = problemsTogether(task, checked.value);
  if (Object.keys(problems).length > 0) throw new InvalidRequestError(problems);
  return checked.value;
}

/** What is wrong with an input whose fields are each right. */
export function problemsTogether(task: TaskDefinition, input: object): FieldProblems {
  const problems = Object.entries(task.check?.(input) ?? {});
  return Object.fromEntries(problems.map(([field, text]) => [`input_data.${field}`, text]));
}

function withReferences(given: Record<string, unknown>, context: WorkflowContext | null): Record<string, unknown> {
  const problems: FieldProblems = {};
  const entries = Object.entries(given).map(([key, value]) => {
    if (typeof value !== 'string' || !value.trimStart().startsWith('${{')) return [key, value] as const;
    const found = dereference(value.trim(), context);
    if ('problem' in found) problems[`input_data.${key}`] = found.problem;
    return [key, 'value' in found ? found.value : undefined] as const;
  });
  if (Object.keys(problems).length > 0) throw new InvalidRequestError(problems);
  return Object.fromEntries(entries);
}

function dereference(reference: string, context: WorkflowContext | null): { value: unknown } | { problem: string } {
  const match = REFERENCE.exec(reference);
  if (!match) return { problem: `${reference} is not of the form \${{ stages.<task name>.output.<field> }}` };
  const [, name = '', path = ''] = match;
  const output = context?.stages[name]?.output;
  if (!output) return { problem: `${reference}: the workflow has no finished stage ${name}` };
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (isPlainObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), output);
  return value === undefined ? { problem: `${reference}: the output of ${name} has no field ${path}` } : { value };
}

function withSources(
  task: TaskDefinition,
  given: Record<string, unknown>,
  context: WorkflowContext | null,
): Record<string, unknown> {
  const filled = { ...given };
  for (const [field, places] of Object.entries(sourcesOf(task))) {
    if (filled[field] !== undefined && filled[field] !== null) continue;
    const value = places.map((place) => stageValue(place, context)).find((found) => found !== undefined);
    if (value !== undefined) filled[field] = value;
  }
  return filled;
}

function stageValue(place: string, context: WorkflowContext | null): unknown {
  const dot = place.lastIndexOf('.');
  const value = context?.stages[place.slice(0, dot)]?.output?.[place.slice(dot + 1)];
  return Array.isArray(value) && value.length === 0 ? undefined : (value ?? undefined);
}

function explainMissing(task: TaskDefinition, problems: FieldProblems): FieldProblems {
  const sources = sourcesOf(task);
  const entries = Object.entries(problems).map(([key, text]) => {
    const places = sources[key.replace('input_data.', '')];
    const hint =
      text === 'is required' && places
        ? `${text}: the workflow has no stage to take it from (${places.join(', ')})`
        : text;
    return [key, hint];
  });
  return Object.fromEntries(entries) as FieldProblems;
}

const sourcesOf = (task: TaskDefinition): Record<string, readonly string[]> => task.sources ?? {};

/** Whether what stands for a path is the URL of a file that lies elsewhere. */
export const isRemote = (path: string): boolean => /^(https?|s3):\/\//i.test(path);

/** Whether it is the URL of an object of S3. */
export const isObject = (path: string): boolean => /^s3:\/\//i.test(path);

/** The path fields of an input or output that are set, and the names in place of which a path was given. */
export function pathsIn(
  type: TaskDefinition['input'],
  value: object,
): { field: string; path: string; kind: PathKind }[] {
  const record = value as Record<string, unknown>;
  return Object.entries(fieldsOf(type)).flatMap(([field, spec]) => {
    const path = record[field];
    if (typeof path !== 'string' || !spec.path) return [];
    return spec.type === 'path' || path.startsWith('/share/') ? [{ field, path, kind: spec.path }] : [];
  });
}
