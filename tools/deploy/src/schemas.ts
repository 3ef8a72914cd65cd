import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  [other: string]: unknown;
}
interface Definition {
  kind: string;
  spec: { group: string; names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: Schema } }[] };
}

/**
 * Writes schemas as kubeconform reads them: those of Kubernetes as Python's `kubernetes-validate` carries them, and those of the
 * resources that others define, out of their definitions.
 * @param place where `checkers.sh` put both
 */
export function writeSchemas(place: string, into: string): void {
  mkdirSync(into, { recursive: true });
  const kubernetes = join(place, 'kubernetes/kubernetes_validate/kubernetes-json-schema');
  const version = readdirSync(kubernetes)
    .filter((name) => name.endsWith('-strict'))
    .sort()
    .at(-1);
  const folder = join(kubernetes, version ?? '');
  for (const file of readdirSync(folder)) {
    const { $id: _id, ...schema } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema;
    const text = JSON.stringify(schema).replaceAll('/api/_definitions.json#', '_definitions.json#');
    writeFileSync(join(into, file), text);
  }
  const crds = join(place, 'crds');
  for (const file of readdirSync(crds)) {
    for (const document of parseAllDocuments(readFileSync(join(crds, file), 'utf8'))) {
      const { spec } = document.toJS() as Definition;
      for (const { name, schema } of spec.versions) {
        const [group] = spec.group.split('.');
        const closed = close(schema.openAPIV3Schema) as Schema;
        const text = { ...closed, properties: { ...closed.properties, metadata: { type: 'object' } } };
        writeFileSync(join(into, `${spec.names.kind.toLowerCase()}-${group}-${name}.json`), JSON.stringify(text));
      }
    }
  }
}

/** What a definition does not name is refused, as an API server does it for `kubectl apply`. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  const found = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, close(value)])) as Schema;
  const isOpen = found['x-kubernetes-preserve-unknown-fields'] === true || 'additionalProperties' in found;
  return found.properties && typeof found.properties === 'object' && !isOpen
    ? { ...found, additionalProperties: false }
    : found;
}
