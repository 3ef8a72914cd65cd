import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { WorkflowContext } from '@switchyard/contracts';
import type { DeliveredJob } from '@switchyard/queue';
import type { Attempt, Claimed, StoredTask, TaskStore, WriteResult } from '@switchyard/task-store';
import type { WorkerIdentity } from '../worker-identity';
import type { WorkerSettings } from '../worker-settings';
import { GatewayRefusal, type GatewayLink } from './gateway-link';
import type { NodeShare } from './node-share';

type Part<K extends 'claims' | 'transitions' | 'heartbeats' | 'read', M extends keyof TaskStore[K]> = Pick<
  TaskStore[K],
  M
>;

/** What an attempt asks of the store of tasks. */
interface StoreOfAttempts {
  readonly claims: Part<'claims', 'claim' | 'release'>;
  readonly transitions: Part<'transitions', 'complete' | 'fail' | 'retry' | 'progress' | 'note'>;
  readonly heartbeats: Part<'heartbeats', 'beat' | 'leave'>;
  readonly read: Part<'read', 'get' | 'summary' | 'traceOf' | 'areVisible'>;
}

/** What the gateway gives with a task. */
interface Taken {
  task: StoredTask | null;
  context: WorkflowContext;
  /** Signed URLs of the files that it reads, by share path. */
  files: Record<string, string>;
}

const ROUTE = '/internal/service';

/** The store of tasks as a worker on a node sees it: the gateway writes what the worker says, under the same fences. */
export class GatewayStore implements StoreOfAttempts {
  private taken: Claimed | undefined;

  constructor(
    private readonly link: GatewayLink,
    private readonly settings: WorkerSettings,
    private readonly identity: WorkerIdentity,
    private readonly share: NodeShare,
  ) {}

  /** A task that has begun for this worker; nothing when none waits. */
  async take(): Promise<DeliveredJob | undefined> {
    await this.share.begin({});
    const { task, context, files } = await this.link.post<Taken>(`${ROUTE}/take`, this.self);
    if (!task) return undefined;
    this.taken = { task, readContext: () => context };
    await this.share.begin(files);
    return { taskId: task.task_id, fence: task.fence, delivery: '' };
  }

  readonly claims: StoreOfAttempts['claims'] = {
    claim: ({ taskId }) => {
      const { taken } = this;
      this.taken = undefined;
      return Promise.resolve(taken?.task.task_id === taskId ? taken : null);
    },
    release: () => Promise.resolve('lost'),
  };

  readonly transitions: StoreOfAttempts['transitions'] = {
    complete: (attempt, output) => this.writing(() => this.complete(attempt, output)),
    fail: (attempt, ending, failure) => this.end(attempt, { outcome: 'ended', ending, failure }),
    retry: (attempt, delayMs, failure, counts = failure !== undefined) =>
      this.end(attempt, { outcome: 'again', delay_ms: delayMs, failure, counts }),
    progress: (attempt, progress, message) => this.note(attempt, 'progress', { progress, message }),
    note: async (attempt, type, payload) => ((await this.note(attempt, type, payload)) === 'lost' ? 'lost' : 'ok'),
  };

  readonly heartbeats: StoreOfAttempts['heartbeats'] = {
    beat: async (_worker, { version, models, missing }, attempts) => {
      const [running] = attempts.map(({ taskId, fence, progress, ranMs }) => ({
        ...{ task_id: taskId, lease: String(fence), progress, ran_ms: Math.round(ranMs) },
      }));
      const told = { ...this.self, version, models, missing, running };
      return (await this.link.post<{ answers: WriteResult[] }>(`${ROUTE}/beat`, told)).answers;
    },
    leave: async () => void (await this.link.post(`${ROUTE}/beat`, { ...this.self, leaves: true })),
  };

  readonly read: StoreOfAttempts['read'] = {
    /** The gateway tells again how an outcome was recorded whose answer was lost. */
    get: () => Promise.resolve(null),
    summary: () => Promise.resolve(null),
    traceOf: () => Promise.resolve(null),
    areVisible: (attempts) => Promise.resolve(attempts.map(() => true)),
  };

  /** First the files, then the outcome that names them. */
  private async complete(attempt: Attempt, output: object): Promise<WriteResult> {
    const root = this.share.attemptDir(attempt);
    for (const file of await filesIn(root)) {
      const path = relative(root, file).split(sep).map(encodeURIComponent).join('/');
      const query = new URLSearchParams({ ...this.self, task_id: attempt.taskId, lease: String(attempt.fence) });
      await this.link.upload(`${ROUTE}/outputs/${path}?${query.toString()}`, file);
    }
    return this.tellEnd(attempt, { outcome: 'succeeded', output });
  }

  private end(attempt: Attempt, outcome: object): Promise<WriteResult> {
    return this.writing(() => this.tellEnd(attempt, outcome));
  }

  private async tellEnd({ taskId, fence }: Attempt, outcome: object): Promise<WriteResult> {
    const told = { ...this.self, task_id: taskId, lease: String(fence), ...outcome };
    return (await this.link.tell<{ answer: WriteResult }>(`${ROUTE}/end`, told)).answer;
  }

  private note(attempt: Pick<Attempt, 'taskId' | 'fence'>, type: string, payload: object): Promise<WriteResult> {
    const told = { ...this.self, task_id: attempt.taskId, lease: String(attempt.fence), type, payload };
    return this.writing(async () => (await this.link.post<{ answer: WriteResult }>(`${ROUTE}/note`, told)).answer);
  }

  /** What is refused is refused because the attempt is not the current one any more, or not of this node. */
  private async writing(write: () => Promise<WriteResult>): Promise<WriteResult> {
    try {
      return await write();
    } catch (error) {
      if (error instanceof GatewayRefusal && [401, 403, 404, 409].includes(error.status)) return 'lost';
      throw error;
    }
  }

  private get self(): Record<'node_id' | 'service' | 'instance', string> {
    return { node_id: this.settings.nodeId, service: this.identity.service, instance: this.identity.instance };
  }
}

async function filesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true }).catch(() => []); // it has no files
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
