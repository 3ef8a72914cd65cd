import { Injectable } from '@nestjs/common';
import { isPlainObject } from '@switchyard/contracts';
import {
  ExpressionError,
  Expressions,
  expressionIn,
  type Activation,
  type JobPlan,
  type Routine,
} from '@switchyard/flows';
import { TaskRuns } from './task-runs';
import { WorkError } from './work-error';

/** Items of one activation. */
const MOST_ITEMS = 50_000;

/** What the work of a routine came to. */
export interface Work {
  /** Data by the event that it leaves by. */
  sent: { event: string; data: unknown }[];
  /** Data that is a result of the job. */
  results: unknown[];
  taskId?: string;
}

/** Does what a routine is for, with the data that an activation took. */
@Injectable()
export class RoutineWork {
  constructor(
    private readonly expressions: Expressions,
    private readonly tasks: TaskRuns,
  ) {}

  /** @throws WorkError */
  async do(plan: JobPlan, routine: Routine, activation: Activation, signal: AbortSignal): Promise<Work> {
    const data = dataOf(routine, activation);
    if (routine.routine_type === 'task') return this.task(plan, routine, activation, data, signal);
    try {
      return await this.builtIn(routine, data);
    } catch (error) {
      throw error instanceof ExpressionError ? new WorkError('EXPRESSION_FAILED', error.message) : error;
    }
  }

  evaluate(expression: string, data: unknown): Promise<unknown> {
    return this.expressions.evaluate(expression, data);
  }

  private async builtIn(routine: Routine, data: unknown): Promise<Work> {
    const { routine_type, config } = routine;
    const value = (): Promise<unknown> => this.evaluate(String(config['value']), data);
    switch (routine_type) {
      case 'map':
      case 'aggregate':
        return out(await value());
      case 'filter':
        return isTrue(await this.evaluate(String(config['when']), data)) ? out(data) : NOTHING;
      case 'split':
        return split(config['value'] === undefined ? data : await value());
      case 'route':
        return { sent: [{ event: await this.branch(config, data), data }], results: [] };
      case 'debounce':
        return out(Array.isArray(data) ? data.at(-1) : data);
      case 'collect':
        return { sent: [], results: [data] };
      case 'batch':
      case 'delay':
        return out(data);
      default:
        throw new WorkError('UNKNOWN_ROUTINE', `this engine knows no routine of type ${routine_type}`, false);
    }
  }

  private async branch(config: Record<string, unknown>, data: unknown): Promise<string> {
    for (const [event, condition] of Object.entries(config['branches'] as Record<string, string>))
      if (isTrue(await this.evaluate(condition, data))) return event;
    return 'else';
  }

  private async task(
    plan: JobPlan,
    routine: Routine,
    activation: Activation,
    data: unknown,
    signal: AbortSignal,
  ): Promise<Work> {
    const inputs = await this.inputsOf(routine, data);
    const { taskId, output } = await this.tasks.run(plan, routine, activation, inputs, signal);
    try {
      return { ...out(await this.after(routine, data, output)), taskId };
    } catch (error) {
      throw error instanceof ExpressionError ? new WorkError('EXPRESSION_FAILED', error.message, false, taskId) : error;
    }
  }

  private async inputsOf({ config }: Routine, data: unknown): Promise<Record<string, unknown>> {
    const inputs: Record<string, unknown> = {};
    for (const [name, given] of Object.entries(config['inputs'] as Record<string, unknown>)) {
      const expression = expressionIn(given);
      const value = expression === undefined ? given : await this.input(name, expression, data);
      if (value !== null) inputs[name] = value;
    }
    return inputs;
  }

  private async input(name: string, expression: string, data: unknown): Promise<unknown> {
    try {
      return await this.evaluate(expression, data);
    } catch (error) {
      if (error instanceof ExpressionError)
        throw new WorkError('EXPRESSION_FAILED', `inputs.${name}: ${error.message}`);
      throw error;
    }
  }

  private async after({ routine_id, config }: Routine, data: unknown, output: unknown): Promise<unknown> {
    const { output: expression } = config;
    if (typeof expression === 'string') return this.evaluate(expression, { item: data, output });
    return isPlainObject(data) ? { ...data, [routine_id]: output } : { item: data, [routine_id]: output };
  }
}

const NOTHING: Work = { sent: [], results: [] };

const out = (data: unknown): Work => ({ sent: [{ event: 'out', data }], results: [] });

function split(list: unknown): Work {
  if (!Array.isArray(list)) throw new WorkError('NOT_A_LIST', `split needs a list, not ${typeof list}`, false);
  if (list.length > MOST_ITEMS)
    throw new WorkError('TOO_MANY_ITEMS', `a list of ${list.length} is split; at most ${MOST_ITEMS}`, false);
  return { sent: list.map((data: unknown) => ({ event: 'out', data })), results: [] };
}

/** As JSONata sees it: empty texts, lists and objects are false. */
const isTrue = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);

/** One item of one slot is its data; several are a list, and several slots an object. */
export function dataOf(
  { routine_id, slots, activation_policy, routine_type }: Routine,
  { items }: Activation,
): unknown {
  const { type, config } = activation_policy;
  const isList = type === 'batch_size' || type === 'time_interval' || config['function'] === 'drain';
  const of = (slot: string): unknown => {
    const data = items.filter((item) => item.slot === slot).map(({ text }) => JSON.parse(text) as unknown);
    return isList || (routine_type === 'debounce' && data.length > 1) ? data : data[0];
  };
  const names = slots.map(({ slot_name }) => slot_name);
  if (names.length === 1) return of(`${routine_id}.${names[0]}`);
  return Object.fromEntries(
    names.flatMap((name) => {
      const data = of(`${routine_id}.${name}`);
      return data === undefined ? [] : [[name, data]];
    }),
  );
}
