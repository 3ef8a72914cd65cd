import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { SourceOf } from '../catalogue';
import { writeStream } from '../files';
import type { FetchJob } from './fetch-job';

/** Copies files from a directory of this machine or its network. */
export async function fetchFromDirectory({ directory }: SourceOf<'file'>, job: FetchJob): Promise<void> {
  const { wanted, staging, signal, report } = job;
  for (const { name, place, bytes } of wanted) {
    const original = createReadStream(join(directory, place));
    const onBytes = (done: number) => report(done, `copying ${name}`);
    await writeStream(original, staging.part(name), { limit: bytes, signal, onBytes });
    await staging.keep(name);
  }
}
