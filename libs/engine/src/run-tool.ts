import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { Readable, pipeline, type Writable } from 'node:stream';
import { InternalTaskError } from '@switchyard/contracts';
import { factsOf } from '@switchyard/processes';
import { limited, metLimit, withOwnLimits, type ProcessLimits } from './process-limits';
import { TextTail } from './text-tail';

/** How often the CPU time of a tool is looked at. */
const LOOK_MS = 200;

export interface ToolOptions {
  signal: AbortSignal;
  /**
   * Written to the tool's standard input, piece by piece as it reads, or the output of another tool, which it then reads by itself;
   * without it the tool has none. Pieces that fail end the tool, and `ended` rejects with that.
   */
  stdin?: string | Uint8Array | Readable | AsyncGenerator<Uint8Array, void>;
  /** Bytes of standard error that are kept. */
  maxStderr?: number;
  /** How to get the tool, said when it is missing. */
  install?: string;
  cwd?: string;
  /** The limits of this engine hold in any case. */
  limits?: ProcessLimits;
}

/** How a tool ended. */
export interface ToolEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  stderrTail: string;
  /** The limit that ended it, in words. */
  metLimit?: string;
}

/** A tool that runs; `ended` rejects when it was missing or aborted, never for its exit code. */
export interface RunningTool {
  stdout: Readable;
  ended: Promise<ToolEnd>;
  kill: () => void;
}

/** The programs that run, each until the system has confirmed its end. */
const running = new Set<Promise<void>>();

/** Resolves once no program that was started here runs any more; it ends none itself. */
export const untilToolsEnded = async (): Promise<void> => {
  while (running.size > 0) await Promise.all(running);
};

/** Starts a program in the process group of this engine; its output must be read. */
export function startTool(command: string, args: readonly string[], options: ToolOptions): RunningTool {
  options.signal.throwIfAborted();
  const other = options.stdin instanceof Readable ? options.stdin : undefined;
  const { cwd } = options;
  const limits = withOwnLimits(options.limits ?? {});
  const [program, given] = options.limits ? limited(command, args, limits) : [command, args];
  // The types know no stream in the place of a pipe, only what comes of it: no `stdin` on this side.
  const child = spawn(program, given, { stdio: [other ?? 'pipe', 'pipe', 'pipe'], cwd }) as ChildProcessByStdio<
    Writable | null,
    Readable,
    Readable
  >;
  noteRunning(child);
  const stderr = new TextTail(options.maxStderr);
  child.stderr.on('data', (chunk: Buffer) => stderr.add(chunk));
  // The end of the pipe that is ours is closed, so that the other tool notices when this one ends.
  if (other) other.destroy();
  const fed = other ? undefined : feed(child.stdin, options.stdin);
  const kill = () => {
    child.kill('SIGKILL');
    // `close` comes only when the output is read or destroyed, and nothing reads it any more.
    child.stdout.destroy();
  };
  options.signal.addEventListener('abort', kill, { once: true });
  const cpu = cpuOf(child, limits);
  const ended = new Promise<ToolEnd>((resolve, reject) => {
    child.once('error', (error) => reject(notStarted(command, error, options.install)));
    child.once('close', (code, signal) => {
      options.signal.removeEventListener('abort', kill);
      if (options.signal.aborted) reject(options.signal.reason as Error);
      else if (fed?.failure) reject(fed.failure);
      else
        resolve({
          code,
          signal,
          stderrTail: stderr.text,
          ...toldLimit({ signal, words: stderr.text, cpuMs: code === 0 ? 0 : cpu() }, limits),
        });
    });
  });
  // Callers await `ended` only after they have read stdout; a failure before that is no unhandled rejection.
  ended.catch(() => undefined);
  return { stdout: child.stdout, ended, kill };
}

function noteRunning(child: ChildProcess): void {
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => child.pid === undefined && resolve());
  });
  running.add(gone);
  void gone.then(() => running.delete(gone));
}

/** Runs a program to its end in the process group of this engine. */
export async function runTool(
  command: string,
  args: readonly string[],
  options: ToolOptions & { onLine?: (line: string) => void; onStdout?: (chunk: Buffer) => void },
): Promise<ToolEnd> {
  const tool = startTool(command, args, options);
  const { onLine, onStdout } = options;
  if (onLine) createInterface({ input: tool.stdout }).on('line', onLine);
  else if (onStdout) tool.stdout.on('data', onStdout);
  else tool.stdout.resume();
  return tool.ended;
}

/** Linux tells the time in user and kernel mode in whole ticks of 10 ms, rounded down. */
const ROUNDING_MS = 20;

/** Nothing says how much CPU time a child has taken once it is gone: it is looked at while it runs, and what may have been missed is added. */
function cpuOf(child: ChildProcess, { cpuSeconds }: ProcessLimits): () => number {
  if (cpuSeconds === undefined) return () => 0;
  let [cpuMs, lookedAt] = [0, performance.now()];
  const timer = setInterval(() => {
    const facts = child.pid === undefined ? undefined : factsOf(child.pid);
    if (!facts) return; // it is gone, and its end not told yet: what it took since the last look counts as missed
    cpuMs = facts.cpuMs;
    lookedAt = performance.now();
  }, LOOK_MS).unref();
  child.once('exit', () => {
    clearInterval(timer);
    if (cpuMs > 0) cpuMs += (performance.now() - lookedAt) * availableParallelism() + ROUNDING_MS;
  });
  return () => cpuMs;
}

function toldLimit(end: Parameters<typeof metLimit>[0], limits: ProcessLimits): Pick<ToolEnd, 'metLimit'> {
  const met = metLimit(end, limits);
  return met === undefined ? {} : { metLimit: met };
}

function feed(stdin: Writable | null, given: ToolOptions['stdin']): { failure?: Error } {
  const fed: { failure?: Error } = {};
  // A tool may end before it has read everything (EPIPE); its end says what is wrong.
  stdin?.on('error', () => undefined);
  if (!stdin || typeof given !== 'object' || !(Symbol.asyncIterator in given)) stdin?.end(given);
  else
    pipeline(Readable.from(given, { objectMode: false }), stdin, (error) => {
      if (error && !isClosedPipe(error)) fed.failure = error;
    });
  return fed;
}

const isClosedPipe = ({ code }: NodeJS.ErrnoException): boolean =>
  code === 'EPIPE' || code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE';

function notStarted(command: string, error: NodeJS.ErrnoException, install?: string): InternalTaskError {
  if (error.code !== 'ENOENT') return new InternalTaskError(`${command} could not be started: ${error.message}`);
  return new InternalTaskError(
    `${command} is not installed on this worker; install it${install ? ` with: ${install}` : ''}`,
  );
}
