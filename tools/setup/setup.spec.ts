import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SYSTEM_TOOLS = 'bash dirname mkdir ln grep cat cksum tr tail head rm env sh touch chmod'.split(' ');
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
    for (const file of ['setup.sh', 'installed.js'])
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
    for (const name of ['npm', 'redis-server', 'ffprobe']) program(name);
  });
  afterEach(() => rmSync(project, { recursive: true }));

  const aptGet = `[ "$1" = update ] && touch ${'"$MARK"'} && exit 0\n[ -f "$MARK" ] || exit 100\n: >"$FFMPEG"; chmod +x "$FFMPEG"`;
  const run = () => {
    const env = { PATH: bin, HOME: project, MARK: join(project, 'updated'), FFMPEG: join(bin, 'ffmpeg') };
    const ended = spawnSync('bash', ['tools/setup/setup.sh'], {
      cwd: project,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return {
      code: ended.status,
      said: ended.stdout + ended.stderr,
      calls: readFileSync(calls, 'utf8').trim().split('\n'),
    };
  };

  it('as root installs what is missing, and fetches the package lists only when it must', () => {
    program('apt-get', aptGet);
    const { code, said, calls: made } = run();
    expect(said).toContain('setup: apt-get install -y --no-install-recommends ffmpeg');
    expect(code).toBe(0);
    const install = 'apt-get install -y --no-install-recommends ffmpeg';
    expect(made.slice(0, 3)).toEqual([install, 'apt-get update', install]);
  });

  it('without root and without a terminal says the command and installs nothing', () => {
    stub(join(bin, 'id'), 'echo 1000');
    for (const name of ['apt-get', 'sudo']) program(name);
    const { code, said, calls: made } = run();
    expect(code).toBe(1);
    expect(said).toContain('sudo apt-get install -y --no-install-recommends ffmpeg');
    expect(made).toEqual(['']);
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
