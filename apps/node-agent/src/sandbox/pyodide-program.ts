import { constants, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { loadPyodide } from 'pyodide';

/**
 * The process that runs one Python program as WebAssembly. It says that Python is loaded, then gets the program on standard input.
 * By then its parent has taken from it what the kernel can take.
 */

const READY = 3;
const [, , home = ''] = process.argv;

/** Takes from Python the ways to JavaScript that it offers; gives the exit code. */
const RUN = `
import sys, traceback

for name in ('js', 'pyodide_js', 'pyodide.http', 'pyodide.code', '_pyodide_core'):
    sys.modules[name] = None

def run(code):
    try:
        exec(compile(code, '/code/main.py', 'exec'), {'__name__': '__main__'})
        return 0
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException as error:
        traceback.print_exception(error.with_traceback(error.__traceback__ and error.__traceback__.tb_next))
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()

run
`;

/** The whole of it, however slowly it is read. */
function write(descriptor: number, bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;)
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  return bytes.length;
}

/** What is not needed any more, and would lead out. */
function forget(): void {
  const refuse = (): never => {
    throw new Error('refused');
  };
  Object.assign(process, { binding: refuse, kill: refuse, dlopen: refuse, getBuiltinModule: refuse });
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) Reflect.deleteProperty(globalThis, name);
}

async function main(): Promise<number> {
  // Pyodide asks for these names of flags only
  Object.assign(process, { binding: () => ({ fs: constants }) });
  const { loadPyodide: load } = createRequire(__filename)(join(home, 'pyodide.js')) as {
    loadPyodide: typeof loadPyodide;
  };
  const options = { indexURL: home, jsglobals: Object.create(null) as object, env: { HOME: '/tmp', LANG: 'C.UTF-8' } };
  const python = await load(options);
  python.setStdout({ write: (bytes) => write(1, bytes) });
  python.setStderr({ write: (bytes) => write(2, bytes) });
  const run = python.runPython(RUN) as (code: string) => number;
  forget();
  const chunks: Buffer[] = [];
  process.stdin.on('data', (chunk: Buffer) => chunks.push(chunk));
  const all = new Promise((resolve) => process.stdin.once('end', resolve));
  writeSync(READY, 'ready');
  await all;
  return run(Buffer.concat(chunks).toString());
}

main().then(
  (code) => process.exit(code & 0xff),
  (error: unknown) => {
    writeSync(2, `pyodide: ${String(error)}\n`);
    process.exit(1);
  },
);
