import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { descendantsOf, identify, isAlive, type ProcessIdentity } from '@switchyard/processes';
import { waitFor } from '@switchyard/testing';
import { inBubblewrap } from '../src/sandbox/bubblewrap';
import { ESCAPES } from '../src/sandbox/escapes';
import { SandboxRun, type Program, type Ran } from '../src/sandbox/sandbox';
import { sandboxProblem } from '../src/sandbox/self-test';

const PYTHON = '/usr/bin/python3';

jest.setTimeout(120_000);

/** Everything that the test's process has started and that still runs. */
const children = (): ProcessIdentity[] => descendantsOf(process.pid).flatMap(({ pid }) => identify(pid) ?? []);
const untilPythonRuns = () =>
  waitFor('Python', async () => descendantsOf(process.pid).some(({ name }) => name.startsWith('python')));

describe('the sandbox', () => {
  const start = (code: string, more: Partial<Program> = {}): SandboxRun =>
    new SandboxRun({ code, cpu: 1, memoryMb: 128, timeoutSeconds: 100, niceness: 0, ...more }, inBubblewrap(PYTHON));
  const run = (code: string, more: Partial<Program> = {}): Promise<Ran> => start(code, more).done;

  /** Whatever it did, nothing of it may be left. */
  afterEach(() => expect(children()).toEqual([]));
  afterEach(() => jest.restoreAllMocks());

  it('is polite: programs are last in line for the CPU', async () => {
    expect(await run('import os; print(os.nice(0))', { niceness: undefined })).toMatchObject({ output: '19\n' });
  });

  it('lets no escape through, by its own test', async () => {
    expect(await sandboxProblem(PYTHON)).toBeUndefined();
  });

  it('counts once what the processes of a program share', async () => {
    const code =
      'import os, time\na = bytearray(60 << 20)\nfor _ in range(8):\n  if os.fork() == 0:\n    time.sleep(0.7)\n    os._exit(0)\ntime.sleep(0.7)\nprint("ended")';
    expect(await run(code)).toMatchObject({ status: 'success', output: 'ended\n' });
  });

  it('has a test that finds what is open where there is no sandbox', () => {
    const [head = '', ...tries] = ESCAPES.split(/(?=^@refused)/m);
    const harmless = tries.filter((text) => /^@refused\('(users|processes|memory of no process)/.test(text));
    const code = [head, ...harmless.map((text) => text.replace('print(json.dumps(found))', ''))].join('');
    const found = execFileSync(PYTHON, ['-I', '-c', `${code}\nprint(json.dumps(found))`], { encoding: 'utf8' });
    expect(Object.keys(JSON.parse(found) as object)).toEqual([
      ...['users of the machine', 'processes of the machine', 'memory of no process'],
    ]);
  });

  it('says where there is no Python, and takes no other for it', async () => {
    expect(await sandboxProblem('/usr/bin/no-python')).toMatch(/Python was not found in the sandbox.*AGENT_PYTHON/);
  });

  it.each<[string, string, Partial<Program>, Partial<Ran>]>([
    ['a loop without end', 'while True: pass', { timeoutSeconds: 1 }, { status: 'timed_out' }],
    [
      'one that ignores signals',
      'import signal, time\nsignal.signal(15, 1)\ntime.sleep(60)',
      { timeoutSeconds: 1 },
      { status: 'timed_out' },
    ],
    [
      'a fork bomb',
      'import os\nwhile True:\n  try: os.fork()\n  except OSError: pass',
      { timeoutSeconds: 2, memoryMb: 2048, niceness: 19 },
      { status: 'timed_out' },
    ],
    [
      'a thread bomb',
      'import threading, time\nfor _ in range(1000): threading.Thread(target=time.sleep, args=(9,)).start()',
      { timeoutSeconds: 3, niceness: 19 },
      {},
    ],
    ['a memory bomb', 'a = []\nwhile True: a.append(bytearray(1 << 20))', {}, { status: 'failed' }],
    [
      'a memory bomb of many processes',
      'import os, time\nfor _ in range(20):\n  if os.fork() == 0:\n    a = bytearray(60 << 20)\n    time.sleep(60)\ntime.sleep(60)',
      {},
      { status: 'failed', error: expect.stringContaining('it used more than 128 MB of memory') as string },
    ],
    [
      'ten gigabytes of output',
      'import sys\nwhile True: sys.stdout.write("x" * (1 << 20))',
      {},
      { status: 'failed', truncated: true },
    ],
    ['ten gigabytes of errors', 'import sys\nwhile True: sys.stderr.write("x" * (1 << 20))', {}, { status: 'failed' }],
    [
      'a disk that fills up',
      'f = open("/tmp/a", "wb")\nwhile True: f.write(bytes(1 << 20)); f.flush()',
      {},
      { status: 'failed' },
    ],
    [
      'too deep a recursion',
      'import sys, ctypes\nsys.setrecursionlimit(10**8)\ndef f(): f()\nf()',
      {},
      { status: 'failed' },
    ],
    ['a segmentation fault', 'import ctypes\nctypes.string_at(0)', {}, { status: 'failed' }],
    ['what is no Python', '\u0001\u0002 not python', {}, { status: 'failed' }],
    ['one that kills all it can', 'import os\nos.kill(-1, 9)', {}, {}],
    ['one that stops itself', 'import os\nos.kill(os.getpid(), 19)', { timeoutSeconds: 1 }, { status: 'timed_out' }],
  ])('ends %s and leaves nothing behind', async (_what, code, more, expected) => {
    const ran = await run(code, more);
    expect(ran).toMatchObject(expected);
    expect(ran.output.length).toBeLessThanOrEqual(1024 ** 2);
  });

  // Judge0, CVE-2024-28185 and CVE-2024-28189: what runs programs wrote to, and gave away, what their links led to
  it('neither writes to nor gives away what the links of a program lead to', async () => {
    const outside = join(mkdtempSync(join(tmpdir(), 'switchyard-outside-')), 'file');
    writeFileSync(outside, 'of the machine', { mode: 0o600 });
    const before = statSync(outside);
    const places = ['main.py', 'run', 'stdout', 'stderr', 'stdin', 'result', 'box', 'metadata'];
    const code = [
      'import os',
      `for name in ${JSON.stringify(places)}:`,
      `  for link in ("/tmp/" + name, "/code/" + name, "/dev/shm/" + name, name):`,
      `    try: os.remove(link)`,
      `    except OSError: pass`,
      `    try: os.symlink(${JSON.stringify(outside)}, link)`,
      `    except OSError: pass`,
      `for call in (lambda: open("/tmp/run", "w"), lambda: os.chown("/tmp/run", 65534, 65534), lambda: os.chmod("/tmp/run", 0o777)):`,
      `  try: call(); print("reached")`,
      `  except OSError: pass`,
      'print("linked", len(os.listdir("/tmp")))',
    ].join('\n');
    expect(await run(code)).toMatchObject({ status: 'success', output: `linked ${places.length}\n` });
    const { mode, uid, gid, mtimeMs } = statSync(outside);
    expect({ mode, uid, gid, mtimeMs }).toEqual({
      mode: before.mode,
      uid: before.uid,
      gid: before.gid,
      mtimeMs: before.mtimeMs,
    });
    expect(readFileSync(outside, 'utf8')).toBe('of the machine');
    rmSync(dirname(outside), { recursive: true });
  });

  // Judge0, CVE-2024-29021: programs reached services beside them, with the passwords of their installation
  it('reaches no service beside it, whatever its address, and knows no password', async () => {
    const heard: string[] = [];
    const service = createServer((socket) => {
      heard.push('connected');
      socket.destroy();
    });
    await new Promise<void>((resolve) => service.listen(0, '0.0.0.0', resolve));
    const { port } = service.address() as AddressInfo;
    const own = Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address) ?? []);
    const addresses = [...own, '127.0.0.1', '0.0.0.0', 'localhost', '::1', '169.254.169.254', 'redis', 'db'];
    process.env['REDIS_URL'] = 'redis://:secret@127.0.0.1:6379';
    const code = [
      'import os, socket, urllib.request',
      `for address in ${JSON.stringify(addresses)}:`,
      `  try: socket.create_connection((address, ${port}), timeout=0.2); print("reached", address)`,
      '  except OSError: pass',
      `  try: urllib.request.urlopen(f"http://{address}:${port}/", timeout=0.2); print("reached", address)`,
      '  except (OSError, ValueError): pass',
      'print(sorted(os.environ))',
    ].join('\n');
    const ran = await run(code).finally(() => {
      delete process.env['REDIS_URL'];
      service.close();
    });
    expect(ran).toMatchObject({ status: 'success', output: "['HOME', 'LANG', 'PATH', 'PWD']\n" });
    expect(heard).toEqual([]);
  });

  it('ends a daemon that outlives its program', async () => {
    const code =
      'import os, time\nif os.fork() == 0:\n  os.setsid()\n  os.closerange(0, 9)\n  if os.fork() == 0: time.sleep(60)\nelse: print("left")';
    expect(await run(code)).toMatchObject({ status: 'success', output: 'left\n' });
  });

  it('gives what was printed, in any language, and what failed', async () => {
    expect(await run('print("größe 大")')).toMatchObject({ status: 'success', output: 'größe 大\n', truncated: false });
    const wrong = await run('print(1)\nraise ValueError("no")');
    expect(wrong).toMatchObject({
      status: 'failed',
      output: '1\n',
      error: expect.stringMatching(/line 2[^]*ValueError: no/),
    });
    expect(await run('import sys; sys.exit(3)')).toMatchObject({ error: 'it ended with exit code 3' });
  });

  it('cannot be made to look broken by a program', async () => {
    const ran = await run('import sys\nprint("bwrap: no permissions", file=sys.stderr)\nsys.exit(1)');
    expect(ran.status).toBe('failed');
    expect(await sandboxProblem(PYTHON)).toBeUndefined();
  });

  it('has the libraries of Python, several processes and a place for files', async () => {
    const code = [
      'import json, sqlite3, multiprocessing, subprocess, tempfile, asyncio',
      'with multiprocessing.Pool(2) as pool: print(pool.map(abs, [-1, -2]))',
      'print(subprocess.run(["echo", "hi"], capture_output=True, text=True).stdout.strip())',
      'open(tempfile.mkstemp()[1], "w").write("x")',
      'async def main(): await asyncio.sleep(0)',
      'asyncio.run(main()); print("done")',
    ];
    expect(await run(code.join('\n'))).toMatchObject({ status: 'success', output: '[1, 2]\nhi\ndone\n' });
  });

  it('stands still when it is told to, and the time does not count', async () => {
    const now = performance.now.bind(performance);
    let aheadMs = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs);
    const timeoutSeconds = 60;
    const one = start('import time\nfor i in range(60):\n  time.sleep(0.1)\nprint("ended")', { timeoutSeconds });
    await untilPythonRuns();
    one.pause();
    const at = one.ranMs;
    aheadMs = 2 * timeoutSeconds * 1000;
    const looks = jest.spyOn(SandboxRun.prototype, 'ranMs', 'get');
    await waitFor('two looks at its time', () => looks.mock.calls.length >= 2);
    expect(one.ranMs).toBe(at);
    one.goOn();
    expect(await one.done).toMatchObject({ status: 'success', output: 'ended\n' });
  });

  it('ends with the process that started it', async () => {
    const one = start('import time\ntime.sleep(60)');
    await untilPythonRuns();
    const all = children();
    one.end('enough');
    expect(await one.done).toMatchObject({ status: 'failed', error: 'enough' });
    expect(all.some(isAlive)).toBe(false);
  });
});
