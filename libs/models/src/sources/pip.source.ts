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
  const { package: name, version, bytes, sha256 } = source;
  return fetchPackage(
    {
      title: `${name} ${version}`,
      bytes,
      sha256,
      download: async (scratch, output) => {
        const requirements = join(scratch, 'requirements.txt');
        await writeFile(requirements, `${name}==${version} --hash=sha256:${sha256}\n`);
        const to = ['--dest', output, '--requirement', requirements];
        const args = ['-m', 'pip', 'download', ...OPTIONS, ...formatOf(source), ...to];
        const options = { cwd: scratch, signal: job.signal, env: job.env };
        await runCommand(await pythonWithPip(options), args, options);
      },
    },
    job,
  );
}

function formatOf({ package: name, sdist, platform, python }: SourceOf<'pip'>): string[] {
  if (sdist) return [`--no-binary=${name}`];
  const abi = python && `cp${python.replace('.', '')}`;
  return [
    '--only-binary=:all:',
    ...(platform ? ['--platform', platform] : []),
    ...(python && abi ? ['--python-version', python, '--implementation', 'cp', '--abi', abi] : []),
  ];
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
