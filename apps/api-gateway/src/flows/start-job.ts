import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import {
  JobStore,
  entriesOf,
  flowNotFound,
  isJobOver,
  slotKey,
  slotsOf,
  type Flow,
  type JobPlan,
  type StoredJob,
} from '@switchyard/flows';
import { RedisConnection } from '@switchyard/redis';
import { Caller } from '../access/caller';
import { canonical } from '../tasks/same-request';
import { lookWhenHeard } from '../tasks/event-feed';
import { OwnFlows } from './own-flows';
import { OwnJobs } from './own-jobs';
import type { JobRequest } from './requests';

/** Larger data goes as a file, by its path. */
const MOST_BYTES = 256 * 1024;
const LONGEST_WAIT_MS = 60_000;
/** An announcement may be missed while Redis is away. */
const LOOK_EVERY_MS = 2000;

/** Starts jobs, and waits for their ends. */
@Injectable()
export class StartJob {
  constructor(
    private readonly flows: OwnFlows,
    private readonly jobs: OwnJobs,
    private readonly store: JobStore,
    private readonly redis: RedisConnection,
  ) {}

  async start(request: JobRequest): Promise<{ job: StoredJob; isNew: boolean }> {
    const { flow, version } = await this.flows.get(request.flow_id);
    const { owner = null, only = null } = Caller.current;
    const plan: JobPlan = { jobId: randomUUID(), flow, priority: request.priority ?? flow.priority, owner, only };
    const { answer, jobId } = await this.store.create({
      plan,
      version,
      slot: slotIn(flow, request.slot),
      item: { id: '1', text: textOf(request.data ?? {}) },
      timeoutSeconds: request.timeout,
      // keys of different callers are different keys
      idempotencyKey: request.idempotency_key && `${owner ?? ''}:${request.idempotency_key}`,
      digest: digestOf(request),
      producer: 'gateway',
    });
    if (answer === 'gone') throw flowNotFound(request.flow_id);
    if (answer === 'differs')
      throw new RequestError('JOB_CONFLICT', 'this idempotency key belongs to a different request', `job ${jobId}`);
    return { job: await this.jobs.get(jobId), isNew: answer === 'created' };
  }

  /** The job once it is over, or after a minute; at once when its sender hangs up. */
  async end(job: StoredJob, hungUp: AbortSignal): Promise<StoredJob> {
    return lookWhenHeard(
      this.redis.subscriber,
      this.store.keys.flowJob(job.job_id),
      { waitMs: LONGEST_WAIT_MS, everyMs: LOOK_EVERY_MS, signal: hungUp },
      () => this.jobs.get(job.job_id),
      ({ status }) => isJobOver(status),
    );
  }
}

function slotIn(flow: Flow, wanted: string | undefined): string {
  const entries = entriesOf(flow).map(slotKey);
  const slots = slotsOf(flow);
  const names = slots.map(slotKey);
  if (wanted === undefined) {
    const [only] = entries;
    if (entries.length === 1 && only !== undefined) return only;
    throw new InvalidRequestError({ slot: `is needed, because there are several: ${entries.join(', ')}` });
  }
  if (names.includes(wanted)) return wanted;
  const ofRoutine = slots.filter(({ routine_id }) => routine_id === wanted);
  const [first] = ofRoutine;
  if (ofRoutine.length === 1 && first) return slotKey(first);
  throw new InvalidRequestError({ slot: `is no slot of the flow; jobs begin at ${entries.join(', ')}` });
}

function textOf(data: object): string {
  const text = JSON.stringify(data);
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  throw new InvalidRequestError({ data: `is larger than ${MOST_BYTES / 1024} KiB; upload a file and send its path` });
}

function digestOf({ slot, data, timeout, priority }: JobRequest): string {
  return createHash('sha256').update(canonical({ slot, data, timeout, priority })).digest('hex');
}
