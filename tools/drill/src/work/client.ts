import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '@switchyard/client';
import type { TestSystem } from '@switchyard/testing';
import type { Outputs } from '../judge/history';
import type { Kind, Put } from './kinds';
import type { PlannedTask } from './plan';

const AGAIN_MS = 300;

/** Speaks to the gateway as any client does, with patience. */
export class Client {
  private readonly inputs = new Map<Kind, Promise<object>>();

  constructor(private readonly system: TestSystem) {}

  /** Submits each task when its time has come; a task that was not accepted is sent again under its id. */
  async submitAll(
    tasks: readonly PlannedTask[],
    onAccepted: (task: PlannedTask) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const from = performance.now();
    for (const task of tasks) {
      await sleep(Math.max(0, task.atMs - (performance.now() - from)), undefined, { signal });
      await this.submit(task.id, task.kind, signal);
      onAccepted(task);
    }
  }

  async submit(id: string, kind: Kind, signal: AbortSignal): Promise<void> {
    const input = await this.inputOf(kind);
    for (;;) {
      const reply = await this.system.api.submit(kind.task, input, { task_id: id }).catch(() => undefined);
      if (reply && reply.status < 300) return;
      if (reply && reply.status !== 503)
        throw new Error(`${id} was answered ${reply.status}: ${JSON.stringify(reply.body)}`);
      await sleep(AGAIN_MS, undefined, { signal });
    }
  }

  /** What the files of an output hold, each fetched; those that may differ from run to run count as read. */
  async outputsOf(output: Record<string, unknown>, { same }: Kind): Promise<Outputs> {
    const found: Record<string, string> = {};
    for (const [field, path] of pathsIn(output)) {
      const [top = ''] = field.split('.');
      for (const file of this.filesOf(path)) {
        const name = `${field}/${file === path ? basename(path) : file.slice(path.length + 1)}`;
        const hash = await this.hashOf(file);
        found[name] = same.includes(top) || hash.startsWith('unreadable') ? hash : 'read';
      }
    }
    return found;
  }

  private inputOf(kind: Kind): Promise<object> {
    const put: Put = (file) => this.system.put(file);
    const input = this.inputs.get(kind) ?? kind.input(put);
    this.inputs.set(kind, input);
    return input;
  }

  /** A file, or the files of a directory, as paths on the share. */
  private filesOf(path: string): string[] {
    const local = join(this.system.share, path.slice('/share'.length));
    const stat = statSync(local, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) return [path];
    return readdirSync(local).flatMap((name) => this.filesOf(`${path}/${name}`));
  }

  private async hashOf(path: string): Promise<string> {
    const hash = createHash('sha256');
    try {
      const { body } = await this.system.api.client.files.download(path);
      for await (const chunk of body) hash.update(chunk);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return `unreadable (${error.status})`;
    }
    return hash.digest('hex').slice(0, 16);
  }
}

/** Every `/share/…` path in a value, with the names that lead to it. */
function pathsIn(value: unknown, at = ''): [field: string, path: string][] {
  if (typeof value === 'string') return value.startsWith('/share/') ? [[at, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, at ? `${at}.${name}` : name));
}
