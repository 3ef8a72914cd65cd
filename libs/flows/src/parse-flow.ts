import {
  InvalidRequestError,
  findTask,
  isPlainObject,
  validate,
  type Class,
  type FieldProblems,
} from '@switchyard/contracts';
import { LineCounter, isScalar, parseDocument, visit, type Document } from 'yaml';
import { BUILT_INS, builtInNamed, type BuiltIn } from './built-ins';
import { expressionIn, syntaxProblem } from './expression-text';
import { ErrorText, FlowText, MOST_ROUTINES, NAME_PATTERN, PolicyText, RoutineText, SlotText } from './flow-text';
import { graphProblems } from './graph';
import { targetsOf, type ErrorStrategy, type Flow, type Routine, type Slot } from './model';
import { policyOf } from './policies';
import { typeProblems } from './task-types';

const LONGEST_TEXT = 256 * 1024;
const STANDARD_PRIORITY = 5;
const STANDARD_ACTIVE = { task: 4, builtIn: 1 };

/**
 * A flow out of YAML or JSON, checked and complete.
 * @throws InvalidRequestError that names the place of each problem
 */
export function parseFlow(text: string): Flow {
  if (text.length > LONGEST_TEXT)
    throw new InvalidRequestError({ source: `is longer than ${LONGEST_TEXT / 1024} KiB; split the flow` });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const [error] = document.errors;
  const problem = error ? { at: error.pos[0], message: error.message.split('\n')[0] ?? '' } : doubleKey(document);
  if (problem) {
    const { line, col } = lines.linePos(problem.at);
    throw new InvalidRequestError({ source: `line ${line}, column ${col}: ${problem.message}` });
  }
  try {
    return flowOf(document.toJS({ maxAliasCount: 50 }));
  } catch (thrown) {
    if (thrown instanceof ReferenceError)
      throw new InvalidRequestError({ source: `an anchor is used too often: ${thrown.message}` });
    throw thrown;
  }
}

/** A name that a map has twice. The parser's own check compares each key with all others, which takes seconds for many. */
function doubleKey(document: Document): { at: number; message: string } | undefined {
  let found: { at: number; message: string } | undefined;
  visit(document, {
    Map: (_key, { items }) => {
      const names = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (names.has(key.value)) {
          found = { at: key.range?.[0] ?? 0, message: `Map keys must be unique: ${String(key.value).slice(0, 64)}` };
          return visit.BREAK;
        }
        names.add(key.value);
      }
      return undefined;
    },
  });
  return found;
}

/** The same of data that is parsed already. */
export function flowOf(plain: unknown): Flow {
  const problems: FieldProblems = {};
  const text = checked(FlowText, plain, '', problems);
  const named = isPlainObject(text?.routines) ? Object.entries(text.routines) : [];
  if (named.length > MOST_ROUTINES)
    problems['routines'] = `are ${named.length}; at most ${MOST_ROUTINES}, split the flow`;
  refuse(problems);
  if (!text) throw new InvalidRequestError({ source: 'is empty' });
  if (named.length === 0) problems['routines'] = 'must have at least one routine';
  const standard = text.error ? checked(ErrorText, text.error, 'error.', problems) : undefined;
  const routines = named.flatMap(([id, routine]) => routineOf(id, routine, standard, problems) ?? []);
  refuse(problems);
  connect(routines, text.connections ?? [], problems);
  refuse(problems);
  const flow: Flow = {
    flow_id: text.flow_id,
    name: text.name ?? text.flow_id,
    description: text.description ?? '',
    priority: text.priority ?? STANDARD_PRIORITY,
    routines,
  };
  refuse({ ...graphProblems(flow), ...typeProblems(flow) });
  return flow;
}

function refuse(problems: FieldProblems): void {
  if (Object.keys(problems).length > 0) throw new InvalidRequestError(problems);
}

function checked<T extends object>(
  type: Class<T>,
  plain: unknown,
  prefix: string,
  problems: FieldProblems,
): T | undefined {
  const found = validate(type, plain, prefix);
  if (found.ok) return found.value;
  Object.assign(problems, found.problems);
  return undefined;
}

function routineOf(
  id: string,
  plain: unknown,
  standard: ErrorText | undefined,
  problems: FieldProblems,
): Routine | undefined {
  const place = `routines.${id.slice(0, 64)}`;
  if (!NAME_PATTERN.test(id)) {
    problems[place] = 'its name must begin with a letter and hold at most 64 letters, digits, dashes and underscores';
    return undefined;
  }
  const text = checked(RoutineText, plain, `${place}.`, problems);
  if (!text) return undefined;
  const kind = kindOf(text, place, problems);
  if (!kind) return undefined;
  const slots = slotsIn(text.slots ?? { in: {} }, place, problems);
  const given = text.policy ? checked(PolicyText, text.policy, `${place}.policy.`, problems) : undefined;
  const byNature = Object.assign(new PolicyText(), slots.length > 1 ? { type: 'all_slots_ready' } : {}, kind.policy);
  const policy = policyOf(given ?? byNature);
  if (typeof policy === 'string') problems[`${place}.policy`] = policy;
  const error = text.error ? checked(ErrorText, text.error, `${place}.error.`, problems) : undefined;
  if (typeof policy === 'string') return undefined;
  requireRoom(policy.config['min_batch_size'], slots, place, problems);
  return {
    routine_id: id,
    routine_type: kind.type,
    description: text.description ?? kind.description,
    ...(kind.task ? { task: kind.task } : {}),
    config: kind.config,
    activation_policy: policy,
    error: strategyOf(error ?? standard ?? new ErrorText()),
    max_active: text.max_active ?? kind.maxActive,
    slots,
    events: kind.events.map((event_name) => ({ event_name, connections: [] })),
  };
}

interface Kind {
  type: string;
  description: string;
  task?: string;
  config: Record<string, unknown>;
  events: string[];
  policy: Partial<PolicyText>;
  maxActive: number;
}

function kindOf(text: RoutineText, place: string, problems: FieldProblems): Kind | undefined {
  if ((text.task === undefined) === (text.type === undefined)) {
    problems[place] = 'needs either task or type';
    return undefined;
  }
  return text.task === undefined ? builtInKind(text, place, problems) : taskKind(text, place, problems);
}

function taskKind(text: RoutineText, place: string, problems: FieldProblems): Kind | undefined {
  const task = findTask(text.task ?? '');
  if (!task) problems[`${place}.task`] = `"${text.task}" is not in the catalogue; see GET /v1/tasks/catalog`;
  if (text.config) problems[`${place}.config`] = 'is of built-in routines; a task has inputs';
  if (!task) return undefined;
  for (const [name, value] of Object.entries(text.inputs ?? {})) {
    const expression = expressionIn(value);
    const problem = expression === undefined ? undefined : syntaxProblem(expression);
    if (problem) problems[`${place}.inputs.${name}`] = problem;
  }
  const problem = text.output === undefined ? undefined : syntaxProblem(text.output);
  if (problem) problems[`${place}.output`] = problem;
  const output = text.output === undefined ? {} : { output: text.output };
  return {
    type: 'task',
    description: task.description,
    task: task.name,
    config: { inputs: text.inputs ?? {}, ...output },
    events: ['out'],
    policy: {},
    maxActive: STANDARD_ACTIVE.task,
  };
}

function builtInKind(text: RoutineText, place: string, problems: FieldProblems): Kind | undefined {
  const builtIn = builtInNamed(text.type ?? '');
  if (!builtIn) {
    const names = BUILT_INS.map(({ name }) => name).join(', ');
    problems[`${place}.type`] = `"${text.type}" is not a built-in routine; there are ${names}`;
    return undefined;
  }
  for (const field of ['inputs', 'output'] as const)
    if (text[field] !== undefined) problems[`${place}.${field}`] = 'is of tasks; a built-in routine has config';
  const config = text.config ?? {};
  Object.assign(problems, configProblems(builtIn, config, place));
  const branches = builtIn.branches === undefined ? [] : Object.keys(config[builtIn.branches] ?? {});
  return {
    type: builtIn.name,
    description: builtIn.description,
    config,
    events: [...branches, ...builtIn.events],
    policy: builtIn.policy?.(config) ?? {},
    maxActive: STANDARD_ACTIVE.builtIn,
  };
}

function configProblems(builtIn: BuiltIn, config: Record<string, unknown>, place: string): FieldProblems {
  const { expressions, numbers = {}, branches, required } = builtIn;
  const known = [...expressions, ...Object.keys(numbers), ...(branches ? [branches] : [])];
  const problems: FieldProblems = {};
  const at = (name: string): string => `${place}.config.${name}`;
  for (const name of required) if (config[name] === undefined) problems[at(name)] = 'is required';
  for (const [name, value] of Object.entries(config)) {
    const problem = known.includes(name)
      ? valueProblem(builtIn, name, value)
      : `is not known to ${builtIn.name}; known: ${known.join(', ') || 'nothing'}`;
    if (problem) problems[at(name)] = problem;
  }
  return problems;
}

function valueProblem(builtIn: BuiltIn, name: string, value: unknown): string | undefined {
  const bounds = builtIn.numbers?.[name];
  if (bounds) {
    const fits = typeof value === 'number' && value >= bounds.minimum && value <= bounds.maximum;
    if (fits && (!bounds.integer || Number.isInteger(value))) return undefined;
    return `must be a ${bounds.integer ? 'whole ' : ''}number from ${bounds.minimum} to ${bounds.maximum}`;
  }
  if (name !== builtIn.branches) return typeof value === 'string' ? syntaxProblem(value) : 'must be an expression';
  if (!isPlainObject(value) || Object.keys(value).length === 0) return 'must name events with their conditions';
  for (const [event, condition] of Object.entries(value)) {
    if (!NAME_PATTERN.test(event) || event === 'else') return `"${event.slice(0, 64)}" is no name for an event`;
    const problem = typeof condition === 'string' ? syntaxProblem(condition) : 'must be an expression';
    if (problem) return `${event}: ${problem}`;
  }
  return undefined;
}

function slotsIn(plain: Record<string, unknown>, place: string, problems: FieldProblems): Slot[] {
  const named = Object.entries(plain);
  if (named.length === 0 || named.length > 16) problems[`${place}.slots`] = 'must be 1 to 16 slots';
  return named.flatMap(([slot_name, given]) => {
    const at = `${place}.slots.${slot_name.slice(0, 64)}`;
    if (!NAME_PATTERN.test(slot_name)) problems[at] = 'is no name for a slot';
    const slot = checked(SlotText, given ?? {}, `${at}.`, problems);
    return slot ? [{ slot_name, max_queue_length: slot.max_queue_length, watermark: slot.watermark }] : [];
  });
}

/** A slot that cannot hold a batch would never fill it. */
function requireRoom(size: unknown, slots: readonly Slot[], place: string, problems: FieldProblems): void {
  for (const { slot_name, max_queue_length } of slots)
    if (typeof size === 'number' && size > max_queue_length)
      problems[`${place}.slots.${slot_name}.max_queue_length`] = `is less than a batch of ${size}`;
}

const strategyOf = ({ strategy, max_retries, retry_delay_seconds, then }: ErrorText): ErrorStrategy => ({
  strategy,
  max_retries,
  retry_delay_seconds,
  then,
});

const CONNECTION = /^\s*([\w-]+)(?:\.([\w-]+))?\s*->\s*([\w-]+)(?:\.([\w-]+))?\s*$/;

/** Writes the connections into the events that they begin at. */
function connect(routines: readonly Routine[], texts: readonly string[], problems: FieldProblems): void {
  const byId = new Map(routines.map((routine) => [routine.routine_id, routine]));
  texts.forEach((text, at) => {
    const problem = connectOne(byId, text);
    if (problem) problems[`connections[${at}]`] = `${text.slice(0, 200)}: ${problem}`;
  });
}

function connectOne(byId: ReadonlyMap<string, Routine>, text: string): string | undefined {
  const [, from = '', eventName, to = '', slotName] = CONNECTION.exec(text) ?? [];
  if (!from) return 'is not of the form `a.event -> b.slot`';
  const [sender, receiver] = [byId.get(from), byId.get(to)];
  if (!sender || !receiver) return `there is no routine ${sender ? to : from}`;
  const { events } = sender;
  const event = events.find(({ event_name }) => event_name === (eventName ?? 'out'));
  if (!event) return `${from} has no event ${eventName ?? 'out'}; it has ${names(events.map((e) => e.event_name))}`;
  const { slots } = receiver;
  const slot = slotName === undefined && slots.length === 1 ? slots[0] : slots.find((s) => s.slot_name === slotName);
  if (!slot) return `${to} has no slot ${slotName ?? '(name one)'}; it has ${names(slots.map((s) => s.slot_name))}`;
  const target = { routine_id: to, slot_name: slot.slot_name };
  if (event.connections.some((one) => one.routine_id === to && one.slot_name === target.slot_name))
    return 'is there twice';
  event.connections.push(target);
  if (targetsOf(sender).includes(from)) return 'a routine cannot be connected to itself';
  return undefined;
}

const names = (all: readonly string[]): string => all.join(', ') || 'none';
