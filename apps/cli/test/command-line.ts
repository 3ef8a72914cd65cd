import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CliSettings } from '../src/cli-settings';
import { Interrupts } from '../src/interrupts';
import { runCli } from '../src/program';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions extends Partial<CliSettings> {
  stdin?: string;
  interrupts?: Interrupts;
}

/** Runs a command line in this process, without a terminal. */
export async function run(args: string[], { stdin = '', interrupts, ...settings }: RunOptions = {}): Promise<Ran> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const written = Promise.all([text(stdout), text(stderr)]);
  const code = await runCli(args, {
    settings: Object.assign(new CliSettings(), settings),
    stdin: Readable.from([stdin]),
    stdout,
    stderr,
    interrupts: interrupts ?? new Interrupts(),
  });
  stdout.end();
  stderr.end();
  const [out, err] = await written;
  return { code, stdout: out, stderr: err };
}
