import type { TaskEvent } from '@switchyard/client';
import type { Command } from 'commander';
import { exitCodeOfState, type ExitCode } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { plain } from '../terminal/plain';
import type { Terminal } from '../terminal/terminal';
import { wordsOf } from '../terminal/words';
import { endText } from './task-text';

export const LOST = 'the connection to the gateway was cut; connecting again';

/** `watch`: every event of a task, as it happens. */
export function addWatch(program: Command, app: App): void {
  program
    .command('watch')
    .summary('show the events of a task as they happen')
    .description(
      'Shows every event of a task from its first, until it ends; the exit code says how it ended. Ctrl-C leaves the ' +
        'task alone. With --json each line is one event.',
    )
    .argument('<ID>', 'id of the task')
    .addHelpText('after', examples('watch 01900000-0000-7000-8000-000000000000', 'watch my-task --json | jq .type'))
    .action(app.action(watch));
}

async function watch(session: Session, id: string): Promise<ExitCode> {
  const { terminal, tasks } = session;
  for await (const event of eventsOf(session, id)) {
    if (terminal.json) terminal.printJsonLine(event);
    else terminal.print(eventText(terminal, event));
  }
  const end = await tasks.status(id);
  terminal.hint(endText(terminal, end));
  return exitCodeOfState(end.status);
}

/** Every event from the first, each once: a new connection goes on after the last one that arrived. */
async function* eventsOf({ gateway, terminal }: Session, id: string): AsyncGenerator<TaskEvent> {
  let seq = 0;
  const path = (): string => `/ws/runs/${encodeURIComponent(id)}/events?from_seq=${seq}`;
  for await (const { type, data } of gateway.live(path, { onLost: () => terminal.note(LOST) })) {
    if (type === 'gap') terminal.note(`events before number ${String(data['first_seq'])} are not kept any more`);
    if (type !== 'event') continue;
    const event = data as TaskEvent;
    seq = event.seq;
    yield event;
  }
}

/** One event as one line. */
export function eventText({ paint }: Terminal, event: TaskEvent): string {
  const painters = { info: paint.cyan, success: paint.green, warning: paint.yellow, error: paint.red };
  const time = event.timestamp.slice(11, 23);
  return `${paint.dim(time)}  ${painters[event.level](event.type.padEnd(16))}  ${plain(factsOf(event))}`.trimEnd();
}

function factsOf({ type, payload, producer }: TaskEvent): string {
  if (type === 'progress') {
    const percent = `${Math.floor(Number(payload['progress']) * 100)} %`;
    return typeof payload['message'] === 'string' ? `${percent}  ${payload['message']}` : percent;
  }
  if (type === 'started') return `attempt ${String(payload['attempt'])} on ${producer}`;
  const facts = Object.entries(payload).map(([name, value]) => `${name} ${factText(value)}`);
  return facts.join(', ');
}

function factText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'message' in value) return `"${String(value.message)}"`;
  return wordsOf(value);
}
