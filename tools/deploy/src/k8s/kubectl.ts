import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseAllDocuments } from 'yaml';

export const ROOT = resolve(__dirname, '../../../..');

export interface Resource {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
}

export const say = (line: string): void => void process.stdout.write(`k8s: ${line}\n`);

export function holds(what: string, is: boolean, said = ''): void {
  if (!is) throw new Error(`not kept: ${what}\n${said}`);
  say(`kept: ${what}`);
}

export function kubectl(args: string[], input?: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('kubectl', args, { cwd: ROOT, encoding: 'utf8', input });
  return { status, said: stdout + stderr };
}

/** What kubectl says to a command that must succeed. */
export function told(args: string[], input?: string): string {
  const { status, said } = kubectl(args, input);
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${status}: ${said}`);
  return said;
}

/** The same while the caller does something else; without what went to stderr. */
export async function toldLater(args: string[], input = ''): Promise<string> {
  const child = spawn('kubectl', args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const [said, ended] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const [status] = ended as [number | null];
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${status}: ${said}`);
  return said;
}

/** The resources of a folder of `k8s/`, moved to another namespace. */
export function render<Kind extends Resource>(folder: string, namespace: string): Kind[] {
  return parseAllDocuments(told(['kustomize', `k8s/${folder}`])).map((document) => {
    const resource = document.toJS() as Kind;
    const { metadata } = resource;
    if (resource.kind === 'Namespace') return { ...resource, metadata: { ...metadata, name: namespace } };
    return metadata.namespace ? { ...resource, metadata: { ...metadata, namespace } } : resource;
  });
}

export const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
