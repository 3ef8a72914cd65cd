import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from './share-files';
import type { WorkerBench } from './worker-bench';

/** Looks through all that was ever written to Redis, to the shared storage and to the logs, after tasks that used the secrets. */
export async function expectNoSecrets({ spec, system }: WorkerBench): Promise<void> {
  const texts = new Map<string, string>();
  for (const directory of [system.redis.directory, system.share]) {
    for (const file of await filesBelow(directory))
      texts.set(file, await readFile(join(directory, file), 'latin1').catch(() => ''));
  }
  for (const { app, log } of system.processes) texts.set(`log of ${app}`, log);
  const placesOf = (text: string): string[] =>
    [...texts].filter(([, all]) => all.includes(text)).map(([place]) => place);
  for (const secret of spec.secrets ?? []) expect(placesOf(secret)).toEqual([]);
  // The search can find: every task of the suite is in the records.
  for (const { task } of spec.happy) expect(placesOf(task)).not.toEqual([]);
}
