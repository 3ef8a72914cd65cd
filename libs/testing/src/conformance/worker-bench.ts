import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { SwitchyardClient } from '@switchyard/client';
import type { TaskEvent, TaskEventType } from '@switchyard/contracts';
import type { ProcessFacts } from '@switchyard/processes';
import type { ApiClient, TaskStatus } from '../api-client';
import type { AppProcess } from '../app-process';
import { TestSystem, WORKER_APPS } from '../test-system';
import { waitFor } from '../wait-for';
import { filesBelow, fingerprint } from './share-files';
import type { Put, TaskCase, WorkerSpec } from './worker-spec';

/** A task that was submitted. */
export interface Submitted {
  id: string;
  name: string;
  /** Where the files of its workflow lie. */
  directory: string;
  /** Its input files on this machine, and what they were. */
  inputs: ReadonlyMap<string, string>;
}

/** One installation with one worker of the kind that is tested, which may be killed and replaced. */
export class WorkerBench {
  private inputs = 0;

  private constructor(
    readonly spec: WorkerSpec,
    readonly system: TestSystem,
    /** The only place where the apps may keep temporary files. */
    readonly temp: string,
  ) {}

  static async start(spec: WorkerSpec): Promise<WorkerBench> {
    const temp = mkdtempSync(join(tmpdir(), 'switchyard-temp-'));
    const settings = await spec.settings?.();
    const system = await TestSystem.start([spec.service], { TMPDIR: temp, DRAIN_TIMEOUT: '0.3', ...settings });
    mkdirSync(join(system.share, 'inputs'));
    return new WorkerBench(spec, system, temp);
  }

  async stop(): Promise<void> {
    await this.system.stop();
    rmSync(this.temp, { recursive: true, force: true });
  }

  get api(): ApiClient {
    return this.system.api;
  }

  /** The worker that serves now. */
  get worker(): AppProcess {
    const worker = this.workers.findLast((process) => process.running);
    if (!worker) throw new Error('no worker runs');
    return worker;
  }

  private get workers(): AppProcess[] {
    return this.system.processes.filter(({ app }) => app === WORKER_APPS[this.spec.service]);
  }

  /** A file of the share as a client gets it. */
  download(file: string): ReturnType<SwitchyardClient['files']['download']> {
    return this.api.client.files.download(`/share${file.slice(this.system.share.length)}`);
  }

  /** Sees to it that one worker runs, whatever the test before did to it. */
  ensureWorker(): void {
    if (!this.workers.some(({ running }) => running)) this.startWorker();
  }

  startWorker(env: Record<string, string> = {}): AppProcess {
    return this.system.startWorker(this.spec.service, env);
  }

  async submit(work: TaskCase, more: object = {}): Promise<Submitted> {
    const { input, inputs } = await this.inputOf(work);
    const id = await this.api.start(work.task, input, more);
    return { id, name: work.task, directory: this.workflowDirectory(id), inputs };
  }

  /** Makes the input of a task and puts its files on the share. */
  async inputOf(work: TaskCase): Promise<{ input: object; inputs: Map<string, string> }> {
    const inputs = new Map<string, string>();
    const put: Put = async (file) => {
      const source = await file;
      const name = join('inputs', `${++this.inputs}-${basename(source)}`);
      const target = join(this.system.share, name);
      await cp(source, target, { recursive: true });
      inputs.set(target, await fingerprint(target));
      return `/share/${name}`;
    };
    return { input: await work.input(put), inputs };
  }

  workflowDirectory(id: string): string {
    return join(this.system.share, 'workflows', id);
  }

  /** Waits until a task is worked on and gives the processes that do it: engine first, then what it started. */
  async untilAtWork({ id }: Submitted, attempt = 1): Promise<ProcessFacts[]> {
    const { engine, tool } = this.spec;
    const began = (status: TaskStatus) => status.attempt === attempt && status.progress > 0;
    await this.api.until(id, `attempt ${attempt} at work`, began, 30_000);
    return waitFor(`the processes of ${id}`, async () => {
      const processes = this.worker.engines;
      // An engine of the task before, which waits for the next one, works for none.
      if (!engine) return processes.length === 0 ? processes : undefined;
      const complete = engineIn(processes) && (!tool || processes.some(({ name }) => name === tool));
      return complete ? processes : undefined;
    });
  }

  /** Waits until nothing of a task is left but what its record names, and gives that. */
  async untilTidy({ id, name, directory }: Submitted): Promise<string[]> {
    const { status } = await this.api.status(id);
    return waitFor(`the directory of ${id} to hold nothing but outputs`, async () => {
      const files = await filesBelow(directory);
      const attempts = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
      const named = status === 'succeeded' ? 1 : 0;
      const others = files.filter((file) => !file.startsWith(join(name, `${id}-`)));
      const tidy = attempts.size <= named && others.length === 0;
      return tidy && (named === 1 || !existsSync(directory)) ? files : undefined;
    });
  }

  async eventsOf({ id }: Submitted, type: TaskEventType): Promise<TaskEvent[]> {
    return (await this.api.events(id)).filter((event) => event.type === type);
  }
}

/** The engine among the processes of a worker: leader of a group of its own. */
export const engineIn = (processes: readonly ProcessFacts[]): ProcessFacts | undefined =>
  processes.find(({ pid, group }) => pid === group);
