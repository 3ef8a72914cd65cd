/** When a routine begins an activation, and what it takes then. */
export const POLICY_TYPES = ['immediate', 'batch_size', 'time_interval', 'all_slots_ready', 'custom', 'none'] as const;
export type PolicyType = (typeof POLICY_TYPES)[number];

export interface ActivationPolicy {
  type: PolicyType;
  config: Record<string, unknown>;
  /** For a person: when it begins, and with what. */
  description: string;
}

export const ERROR_STRATEGIES = ['stop', 'continue', 'retry', 'skip'] as const;
export type ErrorStrategyName = (typeof ERROR_STRATEGIES)[number];

/** What becomes of an activation that fails. */
export interface ErrorStrategy {
  strategy: ErrorStrategyName;
  /** Of `retry`: tries after the first one. */
  max_retries: number;
  /** Of `retry`: before the first of them; each next wait is twice as long. */
  retry_delay_seconds: number;
  /** Of `retry`: what is done after the last try. */
  then: Exclude<ErrorStrategyName, 'retry'>;
}

/** Where an item goes: the slot of a routine. */
export interface SlotRef {
  routine_id: string;
  slot_name: string;
}

/** A bounded queue before a routine. */
export interface Slot {
  slot_name: string;
  max_queue_length: number;
  /** Part of its length from which the pressure is high. */
  watermark: number;
}

/** An output of a routine, and where its items go; without connections they are results of the job. */
export interface FlowEvent {
  event_name: string;
  connections: SlotRef[];
}

export interface Routine {
  routine_id: string;
  /** `task`, or the name of a built-in routine. */
  routine_type: string;
  description: string;
  /** Of `task`: a task of the catalogue, by its canonical name. */
  task?: string;
  config: Record<string, unknown>;
  activation_policy: ActivationPolicy;
  error: ErrorStrategy;
  /** Activations at the same time. */
  max_active: number;
  slots: Slot[];
  events: FlowEvent[];
}

/** A flow that was checked: nothing in it has to be guessed any more. */
export interface Flow {
  flow_id: string;
  name: string;
  description: string;
  /** Of its tasks, 0 to 9, unless the job says otherwise. */
  priority: number;
  routines: Routine[];
}

export const slotKey = ({ routine_id, slot_name }: SlotRef): string => `${routine_id}.${slot_name}`;

export const routineOf = (flow: Flow, routineId: string): Routine | undefined =>
  flow.routines.find(({ routine_id }) => routine_id === routineId);

/** All slots of a flow, in the order of its routines. */
export const slotsOf = (flow: Flow): (Slot & SlotRef)[] =>
  flow.routines.flatMap(({ routine_id, slots }) => slots.map((slot) => ({ ...slot, routine_id })));

/** The routines that a routine sends to. */
export const targetsOf = ({ events }: Routine): string[] => [
  ...new Set(events.flatMap(({ connections }) => connections.map(({ routine_id }) => routine_id))),
];

/** The routines that can send to a routine, directly or through others; itself only in a cycle. */
export function sendersOf(flow: Flow, routineId: string): string[] {
  const direct = new Map<string, string[]>();
  for (const routine of flow.routines)
    for (const target of targetsOf(routine)) direct.set(target, [...(direct.get(target) ?? []), routine.routine_id]);
  const found = new Set(direct.get(routineId));
  for (const id of found) for (const next of direct.get(id) ?? []) found.add(next);
  return [...found];
}
