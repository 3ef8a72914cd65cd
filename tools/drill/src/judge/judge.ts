import { gateConflicts } from './gates';
import type { History } from './history';
import { holdersAtOnce } from './holders';
import { lostTasks, secondOutcomes, wrongOutputs } from './outcomes';

/** What became of one promise. */
export interface Verdict {
  promise: string;
  /** Each breach in words; kept when there is none. */
  broken: string[];
}

const PROMISES: readonly (readonly [string, (history: History) => readonly string[]])[] = [
  ['tasks lost', lostTasks],
  ['second outcomes', secondOutcomes],
  ['wrong outputs', wrongOutputs],
  ['two holders at once', holdersAtOnce],
  ['gate conflicts', gateConflicts],
  ['crashes', ({ processes }) => processes.flatMap(({ place, crash }) => (crash ? [`${place}: ${crash}`] : []))],
  ['left behind', ({ left }) => left],
];

/** Holds a history against everything that is promised; looks at nothing else. */
export const judge = (history: History): Verdict[] =>
  PROMISES.map(([promise, breachesIn]) => ({ promise, broken: [...breachesIn(history)] }));
