import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const OWN = resolve(__dirname, '../../../.switchyard/python');
const CLIENTS = resolve(__dirname, '../../../.switchyard/clients');
const CLIENT_PACKAGES = ['openai==3.57.0', 'litellm==1.110.2'];
const REQUESTS = 'requests==2.32.5';
const SCHEMATHESIS = 'schemathesis==4.32.5';

const SYSTEM = ['python3', '/usr/bin/python3'];

const has =
  (modules: string) =>
  (python: string): boolean =>
    spawnSync(python, ['-c', `import ${modules}`], { stdio: 'ignore' }).status === 0;

/** A Python that has `requests`: that of the machine, or one of our own beside the project. */
export function pythonWithRequests(): string {
  const own = join(OWN, 'bin', 'python');
  return [...SYSTEM, own].find(has('requests')) ?? installed(REQUESTS);
}

/** The program that holds an API against its OpenAPI text. */
export function schemathesis(): string {
  const program = join(OWN, 'bin', 'schemathesis');
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (!stdout?.includes(SCHEMATHESIS.split('==')[1] ?? '')) installed(SCHEMATHESIS);
  return program;
}

/** A Python with the clients that people use. */
export function clientsPython(): string {
  const own = join(CLIENTS, 'bin', 'python');
  const { stdout } = spawnSync(own, ['-m', 'pip', 'freeze'], { encoding: 'utf8' });
  const there = (stdout ?? '').split('\n');
  for (const requirement of CLIENT_PACKAGES) if (!there.includes(requirement)) installed(requirement, CLIENTS);
  return own;
}

/** Puts a package into a Python of our own. */
function installed(requirement: string, folder = OWN): string {
  const own = join(folder, 'bin', 'python');
  const python = SYSTEM.find(has('ensurepip, venv')) ?? 'python3';
  if (!existsSync(own)) execFileSync(python, ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement], {
    stdio: 'inherit',
  });
  return own;
}
