import { fieldsOf, findTask, type FieldProblems, type FieldSpec, type TaskDefinition } from '@switchyard/contracts';
import { expressionIn } from './expression-text';
import { routineOf, sendersOf, type Flow, type Routine } from './model';

/** `routine.field`, as a later task takes a field of an earlier one's output. */
const FIELD_OF = /^([A-Za-z_]\w*)\.([A-Za-z_]\w*)$/;

/** What is wrong with the inputs of tasks, as far as it is known before an item comes. */
export function typeProblems(flow: Flow): FieldProblems {
  return Object.assign({}, ...flow.routines.map((routine) => inputProblems(flow, routine))) as FieldProblems;
}

function inputProblems(flow: Flow, routine: Routine): FieldProblems {
  const task = findTask(routine.task ?? '');
  if (!task) return {};
  const inputs = routine.config['inputs'] as Record<string, unknown>;
  const place = `routines.${routine.routine_id}.inputs`;
  const known = fieldsOf(task.input);
  const problems: FieldProblems = {};
  for (const [name, value] of Object.entries(inputs)) {
    const field = known[name];
    const problem = field
      ? referenceProblem(flow, routine, field, expressionIn(value))
      : `is no input of ${task.name}; it has ${Object.keys(known).join(', ')}`;
    if (problem) problems[`${place}.${name}`] = problem;
  }
  for (const name of missingOf(task, inputs)) problems[`${place}.${name}`] = 'is required';
  return problems;
}

function missingOf(task: TaskDefinition, inputs: Record<string, unknown>): string[] {
  const standards = new task.input() as Record<string, unknown>;
  return Object.entries(fieldsOf(task.input)).flatMap(([name, { optional }]) =>
    optional || standards[name] !== undefined || name in inputs ? [] : [name],
  );
}

/** An input out of the output of an earlier task: that has the field, and of a type that fits. */
function referenceProblem(
  flow: Flow,
  routine: Routine,
  input: FieldSpec,
  expression: string | undefined,
): string | undefined {
  const [, from = '', field = ''] = FIELD_OF.exec(expression ?? '') ?? [];
  const sender = sendersOf(flow, routine.routine_id).includes(from) ? routineOf(flow, from) : undefined;
  const task = findTask(sender?.task ?? '');
  if (!task || sender?.config['output'] !== undefined) return undefined;
  const output = fieldsOf(task.output)[field];
  if (!output) return `${task.name} gives no ${field}; it gives ${Object.keys(fieldsOf(task.output)).join(', ')}`;
  return fits(output, input) ? undefined : `takes ${input.type}, but ${from}.${field} is ${output.type}`;
}

const TEXTS = new Set<FieldSpec['type']>(['string', 'path']);

const fits = (output: FieldSpec, input: FieldSpec): boolean =>
  output.type === input.type ||
  (TEXTS.has(output.type) && TEXTS.has(input.type)) ||
  (output.type === 'integer' && input.type === 'number') ||
  (input.orSingle === true && output.type === input.items);
