import { isNativeError } from 'node:util/types';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const OUTPUT_LIMIT = 8 << 20;
const REASON_LINES = 3;

export interface CommandOptions {
  cwd: string;
  signal: AbortSignal;
  /** Inherited when left out. */
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program with TMPDIR in its working directory and turns its error output into the reason of its failure.
 * `env` sets the variable, so that everything else stays inherited.
 */
export async function runCommand(program: string, args: string[], options: CommandOptions): Promise<void> {
  try {
    const withTmp = [`TMPDIR=${options.cwd}`, program, ...args];
    await promisify(execFile)('env', withTmp, { ...options, maxBuffer: OUTPUT_LIMIT });
  } catch (error) {
    options.signal.throwIfAborted();
    throw new Error(reasonOf(error, program), { cause: error });
  }
}

function reasonOf(error: unknown, program: string): string {
  if (!isNativeError(error)) return String(error);
  if ('code' in error && error.code === 127) return `${program} is not installed`;
  const output = 'stderr' in error ? String(error.stderr) : '';
  const lines = output.split('\n').filter((line) => /error|no module|no space/i.test(line));
  return lines.slice(-REASON_LINES).join(' ').trim() || error.message;
}
