import { join } from 'node:path';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import { toContext, type ContextReply } from './context-codec';
import { CLAIMED_FIELDS, fieldsOf, toRecord, type StoredTask } from './record-codec';
import type { StoreSettings } from './store-settings';
import type { Claimed } from './store-types';
import { jobOf, type JobQueue, type TaskJob } from './task-job';

const script = (verb: string): Script => new Script(join(__dirname, 'lua', `${verb}.lua`), { FIELDS: CLAIMED_FIELDS });

const CLAIM = script('claim');
const WAIT = script('wait');
const RELEASE = script('release');

/** Values as they were before the attempt began, its fence, number and start, the context of its workflow. */
type ClaimReply = [(string | null)[], string, number, string, ContextReply] | ['suspect'] | [];

/** With which other attempts of its process one would run. */
export interface Company {
  others: 'some' | 'none' | 'never';
  /** The task that was alone there until now. */
  joins?: string;
}

/** A suspect waits for this job: the worker has to keep others away from it first. */
export class RunAloneError extends Error {
  constructor(readonly taskId: string) {
    super(`the worker died in which ${taskId} ran last; it runs alone now`);
  }
}

const COMPANY = { some: 0, none: 1, never: 2 } satisfies Record<Company['others'], number>;

/** What a worker does with a queued task whose job it has: it alone decides whether the job means anything. */
export class Claims {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly settings: StoreSettings,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Begins an attempt at a queued task; nothing when the job is not the one it waits for.
   * @param delivery tells this delivery of the job from any other, so that a claim whose reply was lost can be sent again
   * @param lease `<lock key> <fence>` of the GPU the attempt has
   * @throws RunAloneError
   */
  async claim(
    job: Pick<TaskJob, 'taskId' | 'fence'>,
    worker: string,
    delivery: string,
    { others, joins = job.taskId }: Company = { others: 'never' },
    lease = '',
  ): Promise<Claimed | null> {
    const { keys, settings } = this;
    const { task, events, workflow, index, turns } = keys.stems;
    const { heartbeatTimeoutMs, eventsMax } = settings;
    const reply = (await CLAIM.run(
      this.redis,
      [keys.task(job.taskId), keys.heartbeats, keys.outbox, keys.task(joins), keys.expiries, keys.apiKeyLoads],
      [
        ...[job.taskId, job.fence, delivery, worker, heartbeatTimeoutMs, eventsMax],
        ...[task, events, workflow, index, COMPANY[others], lease, turns, keys.monitorCommands],
      ],
    )) as ClaimReply;
    if (reply.length === 1) throw new RunAloneError(job.taskId);
    return reply.length === 0 ? null : toClaimed(reply, worker);
  }

  /** Says what a queued task waits for whose job a worker has. */
  async wait({ taskId, fence }: Pick<TaskJob, 'taskId' | 'fence'>, reason: string): Promise<'ok' | 'lost'> {
    return (await WAIT.run(this.redis, [this.keys.task(taskId)], [fence, reason])) as 'ok' | 'lost';
  }

  /** Lets a queued task go whose job a worker has: it waits for a new job, before tasks that had no turn yet. */
  async release(task: StoredTask): Promise<'ok' | 'lost'> {
    const keys = [this.keys.task(task.task_id), this.keys.outbox];
    const fence = (await RELEASE.run(this.redis, keys, [task.task_id, task.fence])) as string;
    if (fence === '') return 'lost';
    await this.jobs.add({ ...jobOf(task), fence: Number(fence), returns: true, delayMs: 0 });
    return 'ok';
  }
}

function toClaimed(
  [values, fence, attempt, startedAt, context]: Exclude<ClaimReply, ['suspect'] | []>,
  worker: string,
): Claimed {
  const fields = fieldsOf(CLAIMED_FIELDS, values);
  const begun = { status: 'running', fence, attempt: String(attempt), started_at: startedAt, executed_on: worker };
  const task = toRecord({ ...fields, ...begun });
  return { task, readContext: () => toContext(task.workflow_id, context, task) };
}
