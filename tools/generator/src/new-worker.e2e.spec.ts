import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const TEST_MS = 120_000;
const APART = ['node_modules', '.git', '.nx', '.switchyard'];
const BUILT = ['contracts', 'testing', 'checksum-worker'].map((name) => `@switchyard/${name}`).join();

let copy: string;
beforeAll(() => {
  copy = join(realpathSync(mkdtempSync(join(tmpdir(), 'new-worker-'))), 'repository');
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !APART.includes(basename(path)) });
  for (const folder of ['.', ...projects()].filter((name) => existsSync(join(ROOT, name, 'node_modules'))))
    linkPackages(join(ROOT, folder, 'node_modules'), join(copy, folder, 'node_modules'));
}, TEST_MS);
afterAll(() => rmSync(resolve(copy, '..'), { recursive: true }));

const projects = (): string[] =>
  ['apps', 'libs', 'tools'].flatMap((group) => readdirSync(join(ROOT, group)).map((name) => join(group, name)));

/** Packages of others as they are; those of the workspace are the copies. */
function linkPackages(from: string, to: string): void {
  mkdirSync(join(to, '@switchyard'), { recursive: true });
  for (const name of readdirSync(from).filter((entry) => entry !== '@switchyard'))
    symlinkSync(join(from, name), join(to, name));
  if (!existsSync(join(from, '@switchyard'))) return;
  for (const name of readdirSync(join(from, '@switchyard'))) {
    const project = relative(ROOT, realpathSync(join(from, '@switchyard', name)));
    symlinkSync(join(copy, project), join(to, '@switchyard', name));
  }
}

function run(command: string): void {
  const env = {
    ...process.env,
    PATH: `${join(copy, 'node_modules/.bin')}:${process.env.PATH}`,
    ...{ NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_WORKSPACE_ROOT_PATH: copy },
  };
  try {
    execFileSync('bash', ['-c', command], { cwd: copy, env, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command}\n${stdout}\n${stderr}`, { cause: error });
  }
}

it(
  'makes a worker that compiles, passes its tests and runs its first task',
  () => {
    run('nx generate ./tools/generator:new-worker checksum --no-install --no-interactive');
    run('prettier --check docker k8s apps/checksum-worker libs/contracts/src libs/testing/src tools/dev');
    run(`nx run-many -t build -p ${BUILT} --outputStyle=static`);
    run('node tools/test/typecheck.js apps/checksum-worker');
    run(
      'jest -i --selectProjects pure --testPathPatterns apps/checksum-worker libs/contracts/src/catalogue tools/deploy',
    );
    run("jest -i --selectProjects e2e --testPathPatterns apps/checksum-worker -t 'can be done|cannot be used'");
  },
  TEST_MS,
);
