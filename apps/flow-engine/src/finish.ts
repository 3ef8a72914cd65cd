import {
  routineOf,
  slotKey,
  type Activation,
  type Finish,
  type Item,
  type JobPlan,
  type Outcome,
  type Routine,
  type SentItem,
  type TakenItem,
  type TraceEntry,
} from '@switchyard/flows';
import type { Work } from './routine-work';
import { WorkError } from './work-error';

/** Larger data goes as a file, by its path. */
const MOST_BYTES = 256 * 1024;

export interface Facts {
  plan: JobPlan;
  routine: Routine;
  activation: Activation;
  engine: string;
}

/** What the work of an activation, or its failure, means for the items. @param isOver the job has ended meanwhile */
export function finishOf(facts: Facts, result: Work | WorkError, isOver: boolean): Finish {
  if (isOver) return withTrace(facts, { outcome: 'cancelled', results: [], sent: [] });
  const { items: taken } = facts.activation;
  if (facts.routine.routine_type === 'debounce' && taken.length > 1) return lastOnly(facts, taken, result);
  if (result instanceof WorkError) return failed(facts, result);
  const items = result.sent.map(({ event, data }, at) => ({
    event,
    item: itemOf(facts, at, result.sent.length, data),
  }));
  const large = items.find(({ item }) => Buffer.byteLength(item.text) > MOST_BYTES);
  if (large) {
    const message = `the item ${large.item.id} is larger than ${MOST_BYTES / 1024} KiB; write it to a file and send its path`;
    return failed(facts, new WorkError('ITEM_TOO_LARGE', message, false, result.taskId));
  }
  return delivered(
    facts,
    items,
    result.results.map((data) => JSON.stringify(data ?? null)),
    result.taskId,
  );
}

/** The last item goes on under its own id; those before it are filtered. */
function lastOnly(facts: Facts, taken: readonly TakenItem[], result: Work | WorkError): Finish {
  const of = (items: TakenItem[]): Facts => ({ ...facts, activation: { ...facts.activation, items } });
  const { trace: filtered } = withTrace(of(taken.slice(0, -1)), { outcome: 'filtered', results: [], sent: [] });
  return { ...finishOf(of(taken.slice(-1)), result, false), filtered };
}

/** Items that wait for others that can come no more. */
export const leftOver = (facts: Facts): Finish => withTrace(facts, { outcome: 'left', results: [], sent: [] });

interface Leaving {
  event: string;
  item: Item;
}

/** What leaves by an event without connections is a result of the job. */
function delivered(facts: Facts, leaving: readonly Leaving[], results: string[], taskId?: string): Finish {
  const targets = new Map(facts.routine.events.map(({ event_name, connections }) => [event_name, connections]));
  const ends = leaving.filter(({ event }) => targets.get(event)?.length === 0);
  const sent = leaving.flatMap(({ event, item }) =>
    (targets.get(event) ?? []).map((target) => sentItem(facts.plan, target, item)),
  );
  const all = [...results, ...ends.map(({ item }) => item.text)];
  const outcome = sent.length > 0 ? 'emitted' : all.length > 0 ? 'collected' : 'filtered';
  const ids = [...results.map((_text, at) => idOf(facts, at, results.length)), ...ends.map(({ item }) => item.id)];
  return withTrace(facts, { outcome, results: all, sent }, { results: ids, ...(taskId ? { task_id: taskId } : {}) });
}

function failed(facts: Facts, problem: WorkError): Finish {
  const { routine, activation } = facts;
  const error = problem.toFailure(routine.routine_id);
  const { strategy, then } = routine.error;
  const effective = strategy === 'retry' ? then : strategy;
  const trace = { error, ...(problem.taskId ? { task_id: problem.taskId } : {}) };
  if (effective === 'skip') {
    const [first] = routine.events;
    const leaving = activation.items.map((item) => ({ event: first?.event_name ?? '', item }));
    const { sent, results, trace: passed } = delivered(facts, leaving, []);
    return { outcome: 'skipped', sent, results, error, trace: { ...passed, ...trace, outcome: 'skipped' } };
  }
  const failsJob = effective === 'stop';
  return { ...withTrace(facts, { outcome: 'failed', results: [], sent: [] }, trace), error, failsJob };
}

function withTrace(
  { routine, activation, engine }: Facts,
  finish: { outcome: Outcome; results: string[]; sent: SentItem[] },
  more: Partial<TraceEntry> = {},
): Finish {
  const place = ({ slot, id }: { slot: string; id: string }): { slot: string; id: string } => ({ slot, id });
  const trace: TraceEntry = {
    activation: activation.n,
    routine_id: routine.routine_id,
    outcome: finish.outcome,
    in: activation.items.map(place),
    out: finish.sent.map(place),
    results: [],
    engine,
    finished_at: new Date().toISOString(),
    ...more,
  };
  return { ...finish, trace };
}

const itemOf = (facts: Facts, at: number, of: number, data: unknown): Item => ({
  id: idOf(facts, at, of),
  text: JSON.stringify(data ?? null),
});

/** One item that goes on as one keeps its id; of several that were taken, the activation names what comes of them. */
function idOf({ activation: { n, items } }: Facts, at: number, of: number): string {
  const [only] = items;
  const stem = items.length === 1 && only ? only.id : `b${n}`;
  return of === 1 ? stem : `${stem}.${at + 1}`;
}

function sentItem({ flow }: JobPlan, target: { routine_id: string; slot_name: string }, item: Item): SentItem {
  const routine = routineOf(flow, target.routine_id);
  const slot = routine?.slots.find(({ slot_name }) => slot_name === target.slot_name);
  if (!routine || !slot) throw new Error(`the flow has no slot ${slotKey(target)}`);
  return { ...item, slot: slotKey(target), maxLength: slot.max_queue_length, maxActive: routine.max_active };
}
