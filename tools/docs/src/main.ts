import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configuration, withConfiguration } from './configuration';
import { ROOT } from './find-settings';

/** Writes into README.md what the code says. */
async function main(): Promise<void> {
  const readme = join(ROOT, 'README.md');
  writeFileSync(readme, withConfiguration(readFileSync(readme, 'utf8'), await configuration()));
}

void main();
