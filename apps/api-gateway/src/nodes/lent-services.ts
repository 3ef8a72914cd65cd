import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  InvalidRequestError,
  RequestError,
  RevivedTaskError,
  type ServiceName,
  type TaskFailure,
  type WorkflowContext,
} from '@switchyard/contracts';
import { BullJobs, queuesOf } from '@switchyard/queue';
import { PathProblem, SharedStorage, attemptOf, parseSharePath } from '@switchyard/storage';
import {
  TaskStore,
  needsGpu,
  refOf,
  type Attempt,
  type MadeFile,
  type StoredTask,
  type WriteResult,
} from '@switchyard/task-store';
import { Caller } from '../access/caller';
import { GatewaySettings } from '../gateway.settings';
import { LentFiles } from './lent-files';
import type { ServiceBeat, ServiceEnd, ServiceNote, ServiceOutput, ServiceWorker } from './service-requests';

/** Waiting jobs that are looked at for one that may go to a node. */
const LOOKED_AT = 20;
/** A link to an input holds as long as the attempt, and some time for the end of its download. */
const LINK_EXTRA_MS = 600_000;
const PAGE = 1000;

interface Lent {
  task: Record<string, unknown> | null;
  context: object;
  files: Record<string, string>;
}

/** Tasks of the catalogue that go to workers on idle machines. These have neither Redis nor the share: what they say is written here. */
@Injectable()
export class LentServices {
  constructor(
    private readonly store: TaskStore,
    private readonly jobs: BullJobs,
    private readonly storage: SharedStorage,
    private readonly files: LentFiles,
    private readonly settings: GatewaySettings,
  ) {}

  /** Begins an attempt for a worker at the first task that waits and may go to a node; a job is a hint, `claim` decides. */
  async take(worker: ServiceWorker, caller: Caller): Promise<Lent> {
    const service = this.lentService(worker);
    for (const job of await this.waiting(service)) {
      const waiting = await this.store.read.get(job.taskId);
      const files = waiting && (await this.files.of(waiting));
      if (!files) continue;
      const name = workerOf(worker, caller);
      const claimed = await this.store.claims.claim(job, name, `${name} ${job.fence}`);
      if (!claimed) continue;
      await this.jobs.remove(job);
      const { task } = claimed;
      const links = this.files.links(files, caller, Date.now() + task.timeout * 1000 + LINK_EXTRA_MS);
      return { task: shown(task), context: shownContext(claimed.readContext()), files: links };
    }
    return { task: null, context: {}, files: {} };
  }

  async beat(body: ServiceBeat, caller: Caller): Promise<WriteResult[]> {
    const { node_id, version, models, missing, running } = body;
    const service = this.lentService(body);
    const worker = workerOf(body, caller);
    if (body.leaves) {
      await this.store.heartbeats.leave(worker);
      return [];
    }
    const own = running && (await this.attempt(running, worker));
    const beats = own && running ? [{ ...own, progress: running.progress, ranMs: running.ran_ms }] : [];
    const presence = { service, version, device: 'cpu', models, missing, host: node_id, pid: 0 } as const;
    const facts = { ...presence, concurrency: 1, running: beats.length };
    const answers = await this.store.heartbeats.beat(worker, facts, beats, beats.length > 0);
    return running && !own ? ['lost'] : answers;
  }

  async note(body: ServiceNote, caller: Caller): Promise<WriteResult> {
    const { type, payload } = body;
    const attempt = await this.attempt(body, workerOf(body, caller));
    if (!attempt) return 'lost';
    if (type !== 'progress') return this.store.transitions.note(attempt, type, payload);
    const { progress, message } = payload as { progress?: unknown; message?: unknown };
    if (typeof progress !== 'number') throw new InvalidRequestError({ payload: 'has no progress' });
    return this.store.transitions.progress(attempt, progress, typeof message === 'string' ? message : undefined);
  }

  /** Stores an output of an attempt that is still the current one. */
  async receive(body: ServiceOutput, path: string, bytes: Readable, caller: Caller): Promise<void> {
    const attempt = await this.attempt(body, workerOf(body, caller));
    const task = await this.store.read.summary(body.task_id);
    if (!attempt || task?.status !== 'running' || task.fence !== attempt.fence) throw leaseLost(body.task_id);
    await this.storage
      .saveOutput(bytes, attempt, path, { limit: this.settings.maxUploadBytes })
      .catch((error: unknown) => {
        throw error instanceof PathProblem ? new InvalidRequestError({ path: error.reason }) : error;
      });
  }

  /** Records the outcome; that of an attempt which is not the current one any more changes nothing. */
  async end(body: ServiceEnd, caller: Caller): Promise<WriteResult> {
    const attempt = await this.attempt(body, workerOf(body, caller));
    if (!attempt) return 'lost';
    const answer = await this.record(body, attempt);
    if (answer !== 'ok' && answer !== 'lost') return answer;
    const task = await this.store.read.summary(attempt.taskId);
    const kept = task?.status === 'succeeded' && task.fence === attempt.fence;
    if (!kept) await this.storage.removeAttempt(attempt);
    else await this.storage.removeAttempts(attempt, { exceptFence: attempt.fence });
    await this.storage.removeTemp(attempt);
    return answer;
  }

  private async record(body: ServiceEnd, attempt: Attempt): Promise<WriteResult> {
    const { transitions } = this.store;
    if (body.outcome === 'succeeded') {
      const output = ownOutput(body.output, attempt);
      return transitions.complete(attempt, output, await this.filesOf(attempt));
    }
    const failure = body.failure && failureIn(body.failure);
    if (body.outcome === 'again') return transitions.retry(attempt, body.delay_ms, failure, body.counts);
    if (!failure || !body.ending) throw new InvalidRequestError({ failure: 'says why a task has ended' });
    return transitions.fail(attempt, body.ending, failure);
  }

  /** The attempt of a lease; nothing where the lease is of another worker. Whether it is current, the scripts say. */
  private async attempt(
    { task_id, lease }: { task_id: string; lease: string },
    worker: string,
  ): Promise<Attempt | undefined> {
    const task = await this.store.read.summary(task_id);
    return task?.executed_on === worker ? { ...refOf(task), fence: Number(lease), worker } : undefined;
  }

  /** The first jobs of each queue whose tasks need no GPU. */
  private async waiting(service: ServiceName): Promise<Awaited<ReturnType<BullJobs['first']>>> {
    const queues = queuesOf(service).filter((queue) => !needsGpu(queue));
    return (await Promise.all(queues.map((queue) => this.jobs.first(queue, LOOKED_AT)))).flat();
  }

  private async filesOf(attempt: Attempt): Promise<MadeFile[]> {
    const prefix = `${this.storage.toSharePath(this.storage.attemptDir(attempt))}/`;
    const files: MadeFile[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await this.storage.list(prefix, { limit: PAGE, cursor });
      files.push(...page.files.map(({ path, size }) => ({ path, bytes: size })));
      cursor = page.next_cursor;
    }
    return files;
  }

  private lentService({ service }: ServiceWorker): ServiceName {
    if (this.settings.nodeServices.includes(service)) return service as ServiceName;
    throw new RequestError('FORBIDDEN', 'the service does not go to nodes', `NODE_SERVICES does not name ${service}`);
  }
}

/** Its key stands in the name: no other key can speak for it. */
const workerOf = ({ service, node_id, instance }: ServiceWorker, { key }: Caller): string =>
  `${service}@${node_id}-${key?.id ?? 'local'}-${instance}`;

/** Without what is none of the business of a node. */
const shown = (task: StoredTask): Record<string, unknown> => ({ ...task, owner: null, request: {}, callback: null });

const shownContext = (context: WorkflowContext): object => ({ ...context, callback: null });

/** An output names no files but those of its attempt. */
function ownOutput(output: Record<string, unknown> | undefined, { taskId, fence }: Attempt): object {
  if (!output) throw new InvalidRequestError({ output: 'is missing' });
  const paths = JSON.stringify(output).match(/(?<=")\/share\/[^"]*/g) ?? [];
  const foreign = paths.find((path) => {
    const attempt = attemptOf(parseSharePath(path));
    return attempt?.taskId !== taskId || attempt.fence !== fence;
  });
  if (foreign !== undefined) throw new InvalidRequestError({ output: `${foreign} is not a file of this attempt` });
  return output;
}

function failureIn(given: Record<string, unknown>): TaskFailure & { deadly: boolean } {
  const { code, message, retryable, details, deadly } = given;
  if (typeof code !== 'string' || typeof message !== 'string')
    throw new InvalidRequestError({ failure: 'has no code or no message' });
  const error = new RevivedTaskError({
    ...{ code: code as TaskFailure['code'], message, retryable: retryable === true, deadly: deadly === true },
    details: typeof details === 'string' ? details : undefined,
  });
  return { ...error.toFailure(), deadly: error.deadly };
}

const leaseLost = (id: string): RequestError =>
  new RequestError('TASK_CONFLICT', 'the lease does not hold', `the attempt at task ${id} is not the current one`);
