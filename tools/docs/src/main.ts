import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_TYPES, clientTypes } from './client-types';
import { configuration, withConfiguration } from './configuration';
import { ROOT } from './find-settings';

/** Writes into README.md and into the client what the code says. */
async function main(): Promise<void> {
  const readme = join(ROOT, 'README.md');
  writeFileSync(readme, withConfiguration(readFileSync(readme, 'utf8'), await configuration()));
  writeFileSync(CLIENT_TYPES, await clientTypes());
}

void main();
