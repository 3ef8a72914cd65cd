import type { FieldProblems } from '@switchyard/contracts';
import { sendersOf, slotsOf, slotKey, targetsOf, type Flow, type Routine, type SlotRef } from './model';

/** The slots at which a job can begin: nothing is connected to them. */
export function entriesOf(flow: Flow): SlotRef[] {
  const reached = new Set(flow.routines.flatMap(({ events }) => events.flatMap((e) => e.connections.map(slotKey))));
  return slotsOf(flow)
    .filter((slot) => !reached.has(slotKey(slot)))
    .map(({ routine_id, slot_name }) => ({ routine_id, slot_name }));
}

/** What is wrong with how the routines are connected. */
export function graphProblems(flow: Flow): FieldProblems {
  return { ...unreachable(flow), ...cycles(flow) };
}

function unreachable(flow: Flow): FieldProblems {
  const reached = new Set(entriesOf(flow).map(({ routine_id }) => routine_id));
  const byId = new Map(flow.routines.map((routine) => [routine.routine_id, routine]));
  for (const id of reached) for (const next of targetsOf(byId.get(id) as Routine)) reached.add(next);
  const alone = (routine: Routine): boolean =>
    flow.routines.length > 1 && targetsOf(routine).length === 0 && sendersOf(flow, routine.routine_id).length === 0;
  const lost = flow.routines.filter((routine) => !reached.has(routine.routine_id) || alone(routine));
  return Object.fromEntries(
    lost.map(({ routine_id }) => [`routines.${routine_id}`, 'is not reachable: connect it to the rest of the flow']),
  );
}

/** Items that go round and round one by one would never end; a batch makes fewer of them each time. */
function cycles(flow: Flow): FieldProblems {
  const open = flow.routines.filter(({ activation_policy: { type } }) => type !== 'batch_size');
  const left = new Map(open.map((routine) => [routine.routine_id, targetsOf(routine)]));
  for (let removed = true; removed;) {
    removed = false;
    for (const [id, targets] of left) if (!targets.some((target) => left.has(target))) removed = left.delete(id);
  }
  const [first] = [...left.keys()].filter((id) => reaches(left, id, id));
  return first === undefined
    ? {}
    : { [`routines.${first}`]: 'is part of a cycle without a routine of policy batch_size' };
}

function reaches(targets: ReadonlyMap<string, string[]>, from: string, to: string): boolean {
  const seen = new Set<string>(targets.get(from));
  for (const id of seen) for (const next of targets.get(id) ?? []) seen.add(next);
  return seen.has(to);
}

/** The routines in an order in which senders stand before those they send to, as far as there is no cycle. */
export function inOrder(flow: Flow): Routine[] {
  const order: Routine[] = [];
  const seen = new Set<string>();
  const byId = new Map(flow.routines.map((routine) => [routine.routine_id, routine]));
  const visit = (routine: Routine): void => {
    if (seen.has(routine.routine_id)) return;
    seen.add(routine.routine_id);
    for (const target of targetsOf(routine)) visit(byId.get(target) as Routine);
    order.unshift(routine);
  };
  flow.routines.forEach(visit);
  return order;
}
