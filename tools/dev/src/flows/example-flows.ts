import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SwitchyardClient } from '@switchyard/client';
import { ROOT } from '../dev-settings';

const FLOWS = join(ROOT, 'tools/dev/flows');

/** The flows that a development system has from its start, as their authors wrote them. */
export const exampleFlows = (): { flowId: string; source: string }[] =>
  readdirSync(FLOWS).map((name) => ({
    flowId: name.replace(/\.yaml$/, ''),
    source: readFileSync(join(FLOWS, name), 'utf8'),
  }));

/** Stores the examples that are not there yet; one that a person has changed stays as it is. */
export async function storeFlows(gateway: SwitchyardClient): Promise<void> {
  const { flows } = await gateway.take(gateway.http.GET('/api/flows', { params: { query: { limit: 500 } } }));
  const known = new Set(flows.map(({ flow_id }) => flow_id));
  for (const { flowId, source } of exampleFlows())
    if (!known.has(flowId)) await gateway.take(gateway.http.POST('/api/flows', { body: { source } }));
}
