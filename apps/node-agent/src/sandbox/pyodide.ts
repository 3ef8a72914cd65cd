import { execFile, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { identify } from '@switchyard/processes';
import type { Cgroups } from './cgroups';
import { cpuSeconds, polite } from './command-line';
import { asNobody, spawnIn, type Begin, type Program } from './sandbox';

const PROGRAM = join(__dirname, '../../dist/sandbox/pyodide-program.js');
/** Node and Pyodide themselves. */
const BESIDES_MB = 256;
/** Objects of JavaScript. */
const HEAP_MB = 128;
const PAGES_PER_MB = 16;
/** With less Python does not begin. */
const LEAST_MB = 32;
const READY = 3;

/** Set when Pyodide is loaded: from then on the kernel opens no file, connection or process for it, whatever it gets hold of. */
const AFTER_LOADING = ['--nofile=0:0', '--nproc=0:0', '--fsize=0:0'];

/** @returns where the package lies; nothing where it is not installed, as beside an agent of one file */
export function pyodideHome(): string | undefined {
  try {
    return existsSync(PROGRAM) ? dirname(require.resolve('pyodide/package.json')) : undefined;
  } catch {
    return undefined;
  }
}

/** Python as WebAssembly in a process of its own, for machines whose kernel allows no sandbox. It holds less. */
export const inPyodide =
  (home: string, cgroups?: Cgroups): Begin =>
  (program, found) => {
    const limits = { ...program, memoryMb: program.memoryMb + BESIDES_MB };
    const begun = spawnIn(cgroups, commandLine(home, program), limits, ['pipe', 'pipe', 'pipe', 'pipe']);
    const { child } = begun;
    child.stdin?.on('error', () => undefined); // it ended before it read its program
    const init = child.pid === undefined ? undefined : identify(child.pid);
    if (init) found(init);
    (child.stdio[READY] as Readable).once('data', () => closeIn(child, program.code));
    return begun;
  };

/** Polite to the owner, and ended by the kernel when the agent ends. */
function commandLine(home: string, { memoryMb, ...limits }: Program): string[] {
  const pages = Math.max(LEAST_MB, memoryMb) * PAGES_PER_MB;
  return [
    ...polite(limits),
    ...['setpriv', '--pdeathsig', 'KILL', '--no-new-privs', '--'],
    ...['prlimit', `--cpu=${cpuSeconds(limits)}`, '--core=0', '--memlock=0', '--msgqueue=0', '--'],
    ...[process.execPath, '--permission', `--allow-fs-read=${home}`, `--allow-fs-read=${PROGRAM}`],
    ...['--disallow-code-generation-from-strings', '--no-warnings'],
    ...[`--wasm-max-mem-pages=${pages}`, `--max-old-space-size=${HEAP_MB}`, PROGRAM, home],
  ];
}

/** The program is told only when nothing can be opened any more. */
function closeIn(child: ChildProcess, code: string): void {
  const options = { ...asNobody(), env: { PATH: '/usr/bin:/bin:/usr/local/bin' } };
  execFile('prlimit', ['--pid', String(child.pid), ...AFTER_LOADING], options, (error) => {
    if (error) child.kill('SIGKILL');
    else child.stdin?.end(code);
  });
}
