import { readFileSync, writeFileSync } from 'node:fs';
import { CLIENT_TYPES, clientTypes } from './client-types';
import { CONFIGURATION, configuration, withConfiguration } from './configuration';

/** Writes into docs/configuration.md and into the client what the code says. */
async function main(): Promise<void> {
  writeFileSync(CONFIGURATION, withConfiguration(readFileSync(CONFIGURATION, 'utf8'), await configuration()));
  writeFileSync(CLIENT_TYPES, await clientTypes());
}

void main();
