import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dependencies } from '../package.json';

const ROOT = join(__dirname, '..', '..', '..');
const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const [, EXAMPLE = ''] = /```ts\n([\s\S]*?)```/.exec(README) ?? [];
const COMPILER = ['--strict', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2022'];

/** The directory of a package as the client finds it here. */
function placeOf(name: string): string {
  const places = createRequire(join(__dirname, '..', 'package.json')).resolve.paths(name) ?? [];
  const found = places.map((directory) => join(directory, name)).find(existsSync);
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}

describe('the packed client', () => {
  let project: string;

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'switchyard-client-'));
    const own = join(project, 'node_modules', '@switchyard', 'client');
    mkdirSync(own, { recursive: true });
    execFileSync('npm', ['run', '--silent', 'pack-client', '--', '--pack-destination', project], { cwd: ROOT });
    execFileSync('tar', ['-xzf', 'switchyard-client-0.1.0.tgz', '--strip-components=1', '-C', own], { cwd: project });
    for (const name of [...Object.keys(dependencies), '@types/node', 'undici-types', 'openapi-typescript-helpers']) {
      const place = join(project, 'node_modules', name);
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(placeOf(name), place);
    }
    writeFileSync(join(project, 'package.json'), '{ "type": "commonjs" }');
  }, 240_000);
  afterAll(() => rmSync(project, { recursive: true }));

  const compile = (program: string): string => {
    writeFileSync(join(project, 'program.ts'), program);
    const args = [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), ...COMPILER, 'program.ts'];
    try {
      return execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };

  it('compiles the example of its README in a project of its own, and runs it', () => {
    expect(compile(EXAMPLE.replace('http://127.0.0.1:8000', 'http://127.0.0.1:1'))).toBe('');
    writeFileSync(join(project, 'film.mp4'), 'film');
    const run = (): string =>
      execFileSync(process.execPath, ['program.js'], { cwd: project, stdio: 'pipe' }).toString();
    expect(run).toThrow(/UnreachableError/);
  }, 60_000);

  it('refuses a wrong field of an input', () => {
    expect(compile(EXAMPLE.replace('video_path: path', 'video_pat: path'))).toMatch(/video_pat/);
  }, 60_000);

  it('holds its programs, their types and its README, and nothing else', () => {
    const files = execFileSync('tar', ['-tzf', 'switchyard-client-0.1.0.tgz'], {
      cwd: project,
      encoding: 'utf8',
    }).trim();
    const names = files.split('\n').map((name) => name.replace('package/', ''));
    expect(names).toEqual(expect.arrayContaining(['README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts']));
    expect(names.filter((name) => !/^(README\.md|package\.json|dist\/[\w.-]+\.(js|d\.ts))$/.test(name))).toEqual([]);
  });
});
