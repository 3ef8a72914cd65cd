import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Creates the Python environment of a peer if it is missing; gives the path of its Python.
 * @param packages pinned, as pip takes them
 */
export function preparePython(directory: string, packages: readonly string[]): string {
  const python = join(directory, 'bin', 'python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], {
    stdio: 'inherit',
  });
  return python;
}
