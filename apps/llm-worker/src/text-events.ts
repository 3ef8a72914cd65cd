import type { TaskRun } from '@switchyard/worker-kit';

/** A token an event would push everything else out of a task's log. */
const EVERY_MS = 100;

export interface TextEvents {
  push: (text: string) => void;
  end: () => void;
}

/** Puts a reply into the event log as it comes: `{ ...facts, text }`, the texts one after the other. */
export function textEvents(run: TaskRun, facts: object): TextEvents {
  let [waiting, told] = ['', -Infinity];
  const end = (): void => {
    if (waiting !== '') run.output({ ...facts, text: waiting });
    [waiting, told] = ['', performance.now()];
  };
  const push = (text: string): void => {
    waiting += text;
    if (performance.now() - told >= EVERY_MS) end();
  };
  return { push, end };
}
