import { writeFileSync } from 'node:fs';
import { CLIENT_TYPES, clientTypes } from './client-types';
import { CONFIGURATION, CONFIGURATION_MARKS, configuration } from './configuration';
import { METRICS_MARKS, METRICS_PAGE, metricTables } from './metrics';
import { withSection } from './page';

/** Writes into pages of docs/ and into the client what the code says. */
async function main(): Promise<void> {
  writeFileSync(CONFIGURATION, withSection(CONFIGURATION, CONFIGURATION_MARKS, await configuration()));
  writeFileSync(METRICS_PAGE, withSection(METRICS_PAGE, METRICS_MARKS, await metricTables()));
  writeFileSync(CLIENT_TYPES, await clientTypes());
}

void main();
