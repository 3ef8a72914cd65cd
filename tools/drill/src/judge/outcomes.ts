import { LAST_EVENTS, type TaskEvent, type TaskEventType } from '@switchyard/contracts';
import type { History, TaskHistory } from './history';

/** Every task that was accepted succeeds: its input is good, and it may be tried as often as it takes. */
export const lostTasks = ({ tasks }: History): string[] =>
  tasks.filter(({ status }) => status !== 'succeeded').map((task) => `${task.id}: ${fateOf(task)}`);

const fateOf = ({ status, events }: TaskHistory): string => {
  const error = events.at(-1)?.payload['error'];
  return `${status ?? 'has no record'}${error ? ` ${JSON.stringify(error)}` : ''}`;
};

/** One recorded outcome, after which nothing follows, and one attempt at a time. */
export const secondOutcomes = ({ tasks }: History): string[] =>
  tasks.flatMap(({ id, events }) => [...endings(events), ...sequence(events)].map((what) => `${id}: ${what}`));

function endings(events: readonly TaskEvent[]): string[] {
  const last = events.filter(({ type }) => LAST_EVENTS.has(type));
  if (last.length > 1) return [`${last.length} outcomes: ${last.map(({ type }) => type).join(', ')}`];
  if (last.length === 1 && events.at(-1) !== last[0]) return [`${events.at(-1)?.type} after its outcome`];
  return [];
}

/** What only the worker of the current attempt may say. */
const WORDS_OF_ATTEMPT: ReadonlySet<TaskEventType> = new Set(['progress', 'completed', 'retry']);

/** What ends an attempt; with `orphaned` a monitor does it. */
const ENDS: ReadonlySet<TaskEventType> = new Set(['orphaned', 'retry', ...LAST_EVENTS]);

function sequence(events: readonly TaskEvent[]): string[] {
  const problems: string[] = [];
  let worker: string | undefined;
  let fence = 0;
  for (const [at, { seq, type, producer, payload }] of events.entries()) {
    if (seq !== at + 1) return [...problems, `event ${at + 1} has the number ${seq}`];
    if (type === 'started') {
      if (worker) problems.push(`an attempt on ${producer} beside that on ${worker}`);
      const next = Number(payload['fence']);
      if (next <= fence) problems.push(`fence ${next} after ${fence}`);
      [worker, fence] = [producer, next];
    } else {
      if (WORDS_OF_ATTEMPT.has(type) && producer !== worker)
        problems.push(`${type} of ${producer} while ${worker ?? 'no worker'} has it`);
      if (ENDS.has(type)) worker = undefined;
    }
  }
  return problems;
}

/** What a succeeded task names can be read, and is what an undisturbed run makes. */
export const wrongOutputs = ({ tasks }: History): string[] =>
  tasks.filter(({ status }) => status === 'succeeded').flatMap(differences);

const differences = ({ id, outputs, expected }: TaskHistory): string[] =>
  [...new Set([...Object.keys(expected), ...Object.keys(outputs)])]
    .filter((name) => outputs[name] !== expected[name])
    .map((name) => `${id}: ${name} is ${outputs[name] ?? 'missing'}, undisturbed ${expected[name] ?? 'missing'}`);
