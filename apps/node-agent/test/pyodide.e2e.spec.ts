import { readFileSync } from 'node:fs';
import { descendantsOf } from '@switchyard/processes';
import { waitFor } from '@switchyard/testing';
import { SandboxRun, type Program, type Ran } from '../src/sandbox/sandbox';
import { sandboxOf } from '../src/sandbox/self-test';

const RUNNER = 'pyodide-program.js';
const TEST_MS = 120_000;

describe('Pyodide in a process of its own', () => {
  const { begin, problem } = sandboxOf('pyodide', '');
  const start = (code: string, more: Partial<Program> = {}): SandboxRun =>
    new SandboxRun({ code, cpu: 1, memoryMb: 128, timeoutSeconds: 100, niceness: 0, ...more }, begin);
  const run = (code: string, more: Partial<Program> = {}): Promise<Ran> => start(code, more).done;
  const children = (): number[] =>
    descendantsOf(process.pid)
      .map(({ pid }) => pid)
      .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(RUNNER));

  afterEach(() => expect(children()).toEqual([]));

  it(
    'lets no escape through, by its own test',
    async () => {
      expect(await problem()).toBeUndefined();
    },
    TEST_MS,
  );

  it(
    'gives what was printed, in any language, what failed, and how it ended',
    async () => {
      expect(await run('print("größe 大")')).toMatchObject({
        status: 'success',
        output: 'größe 大\n',
        truncated: false,
      });
      expect(await run('print(1)\nraise ValueError("no")')).toMatchObject({
        ...{ status: 'failed', output: '1\n' },
        error: expect.stringMatching(/^Traceback[^]*main\.py", line 2[^]*ValueError: no/),
      });
      expect(await run('import sys; sys.exit(3)')).toMatchObject({ error: 'it ended with exit code 3' });
    },
    TEST_MS,
  );

  it.each<[string, string, Partial<Program>, Partial<Ran>]>([
    ['a loop without end', 'while True: pass', { timeoutSeconds: 3 }, { status: 'timed_out' }],
    [
      'a memory bomb',
      'a = []\nwhile True: a.append(bytearray(1 << 20))',
      {},
      { status: 'failed', error: expect.stringContaining('MemoryError') as string },
    ],
    [
      'ten gigabytes of output',
      'import sys\nwhile True: sys.stdout.write("x" * (1 << 20))',
      {},
      { status: 'failed', truncated: true },
    ],
    ['what is no Python', '\u0001\u0002 not python', {}, { status: 'failed' }],
  ])(
    'ends %s',
    async (_what, code, more, expected) => {
      expect(await run(code, more)).toMatchObject(expected);
    },
    TEST_MS,
  );

  it(
    'has a process for which the kernel opens no file, connection or process any more',
    async () => {
      const one = start('print("begun", flush=True)\nwhile True: pass');
      const limitsOf = async (): Promise<string | undefined> => {
        const [pid] = children();
        const text = pid === undefined ? '' : readFileSync(`/proc/${pid}/limits`, 'utf8');
        return /Max open files +0 /.test(text) ? text : undefined;
      };
      const limits = await waitFor('its limits', limitsOf, TEST_MS);
      expect(limits).toMatch(/Max processes +0 +0 /);
      expect(limits).toMatch(/Max file size +0 +0 /);
      one.end('enough');
      expect(await one.done).toMatchObject({ status: 'failed', error: expect.stringContaining('enough') as string });
    },
    TEST_MS,
  );
});
