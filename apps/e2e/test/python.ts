import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const OWN = resolve(__dirname, '../../../.switchyard/python');
const REQUESTS = 'requests==2.32.5';

const has = (python: string): boolean => spawnSync(python, ['-c', 'import requests'], { stdio: 'ignore' }).status === 0;

/** A Python that has `requests`: that of the machine, or one of our own beside the project. */
export function pythonWithRequests(): string {
  const own = join(OWN, 'bin', 'python');
  const found = ['python3', '/usr/bin/python3', own].find(has);
  if (found !== undefined) return found;
  if (!existsSync(own)) execFileSync('python3', ['-m', 'venv', OWN], { stdio: 'inherit' });
  execFileSync(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', REQUESTS], { stdio: 'inherit' });
  return own;
}
