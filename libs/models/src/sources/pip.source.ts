import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceOf } from '../catalogue';
import type { FetchJob } from './fetch-job';
import { fetchPackage } from './package-download';
import { runCommand, type CommandOptions } from './run-command';

const OPTIONS = [
  '--no-deps',
  '--no-cache-dir',
  '--no-input',
  '--ignore-requires-python',
  '--disable-pip-version-check',
];

/** The `python3` in PATH may be an environment without pip; the one of the system has what `make setup` installs. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/**
 * Takes files out of a wheel, or an sdist where the catalogue says so: pip runs the build script of an sdist to read
 * its metadata, after checking the hash.
 */
export function fetchFromPip(source: SourceOf<'pip'>, job: FetchJob): Promise<void> {
  const { package: name, version, sdist, platform, bytes, sha256 } = source;
  const format = sdist ? `--no-binary=${name}` : '--only-binary=:all:';
  return fetchPackage(
    {
      title: `${name} ${version}`,
      bytes,
      sha256,
      download: async (scratch, output) => {
        const requirements = join(scratch, 'requirements.txt');
        await writeFile(requirements, `${name}==${version} --hash=sha256:${sha256}\n`);
        const wheel = platform ? [format, '--platform', platform] : [format];
        const args = ['-m', 'pip', 'download', ...OPTIONS, ...wheel, '--dest', output, '--requirement', requirements];
        const options = { cwd: scratch, signal: job.signal, env: job.env };
        await runCommand(await pythonWithPip(options), args, options);
      },
    },
    job,
  );
}

/** The first Python that has pip; where none has, the one whose error says so. */
async function pythonWithPip(options: CommandOptions): Promise<string> {
  for (const python of PYTHONS) if (await hasPip(python, options)) return python;
  return 'python3';
}

const hasPip = (python: string, options: CommandOptions): Promise<boolean> =>
  runCommand(python, ['-m', 'pip', '--version'], options).then(
    () => true,
    () => false,
  );
