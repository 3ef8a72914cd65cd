import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dashboards } from './dashboards';

const FOLDER = resolve(__dirname, '../../../deployments/monitoring/grafana/dashboards');

/** `npm run dashboards`: writes the dashboards of Grafana. */
mkdirSync(FOLDER, { recursive: true });
for (const [name, dashboard] of Object.entries(dashboards()))
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(dashboard, null, 2)}\n`);
