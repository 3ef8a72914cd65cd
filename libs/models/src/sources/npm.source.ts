import { join } from 'node:path';
import type { SourceOf } from '../catalogue';
import type { FetchJob } from './fetch-job';
import { fetchPackage } from './package-download';
import { runCommand } from './run-command';

/** Takes files out of an npm package; its cache is private, so that nothing is left behind and growth can be seen. */
export function fetchFromNpm(source: SourceOf<'npm'>, job: FetchJob): Promise<void> {
  const { package: name, version, bytes, sha256 } = source;
  return fetchPackage(
    {
      title: `${name} ${version}`,
      bytes,
      sha256,
      download: async (scratch, output) => {
        const options = ['--ignore-scripts', '--pack-destination', output, '--cache', join(scratch, 'cache')];
        const args = ['pack', `${name}@${version}`, ...options];
        await runCommand('npm', args, { cwd: scratch, signal: job.signal, env: job.env });
      },
    },
    job,
  );
}
