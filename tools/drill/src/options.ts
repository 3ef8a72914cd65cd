import { parseArgs } from 'node:util';
import { kindsOf, type Kind } from './work/kinds';

export interface Options {
  seed: number;
  /** How long faults come. */
  seconds: number;
  tasks: number;
  kinds: Kind[];
}

/** @throws Error that says what is wrong */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      seconds: { type: 'string', default: '120' },
      tasks: { type: 'string', default: '20' },
      services: { type: 'string' },
    },
  });
  return {
    seed: whole('seed', values.seed ?? String(Math.floor(Math.random() * 1e6)), 0, 2 ** 32 - 1),
    seconds: whole('seconds', values.seconds, 1, 3600),
    tasks: whole('tasks', values.tasks, 1, 500),
    kinds: kindsOf(values.services?.split(',')),
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} must be a whole number from ${least} to ${most}, not ${text}`);
}
