import { Injectable } from '@nestjs/common';
import { JobReader, slotKey, slotsOf } from '@switchyard/flows';

const MOST = 50;
const PARTS = ['acts', 'waits', 'stats', 'hints', 'trace', 'results', 'breakpoints'] as const;

/** Removes what is recorded of jobs that ended long ago. */
@Injectable()
export class Retention {
  constructor(private readonly reader: JobReader) {}

  async removeDue(): Promise<void> {
    const { redis, keys } = this.reader;
    const due = await redis.zrange(keys.flowRetention, '-inf', String(Date.now()), 'BYSCORE', 'LIMIT', 0, MOST);
    for (const jobId of due) await this.remove(jobId);
  }

  private async remove(jobId: string): Promise<void> {
    const { redis, keys } = this.reader;
    const job = await this.reader.get(jobId);
    const slots = job ? slotsOf(job.flow).map(slotKey) : [];
    const rest = [
      ...PARTS.map((part) => keys.flowJobPart(jobId, part)),
      ...slots.flatMap((slot) =>
        (['slot', 'blocked'] as const).map((part) => `${keys.flowJobPart(jobId, part)}:${slot}`),
      ),
      ...(await this.activationKeys(jobId, slots)),
    ];
    const removal = redis.multi().del(keys.flowJob(jobId), keys.flowJobEvents(jobId), ...rest);
    if (job) removal.zrem(keys.flowJobs(job.status), jobId).zrem(keys.flowJobsOf(job.flow_id), jobId);
    if (job?.owner) removal.zrem(keys.flowJobs(job.status, job.owner), jobId);
    await removal
      .zrem(keys.flowRetention, jobId)
      .publish(keys.flowJobEvents(jobId), `0 ${job?.owner ?? ''}`)
      .exec();
  }

  /** Of what was still open when the job ended. */
  private async activationKeys(jobId: string, slots: readonly string[]): Promise<string[]> {
    const { redis, keys } = this.reader;
    const part = (name: 'act' | 'in' | 'out', ...rest: string[]): string =>
      [keys.flowJobPart(jobId, name), ...rest].join(':');
    const sets = await Promise.all(
      (['acts', 'waits'] as const).map((set) => redis.zrange(keys.flowJobPart(jobId, set), '0', '-1')),
    );
    const blocked = await Promise.all(
      slots.map(async (slot) => {
        const numbers = await redis.lrange(`${keys.flowJobPart(jobId, 'blocked')}:${slot}`, 0, -1);
        return numbers.flatMap((n) => [part('act', n), part('out', n, slot)]);
      }),
    );
    const open = sets.flat().map((member) => member.split(' ')[1] ?? '');
    return [...open.flatMap((n) => [part('act', n), part('in', n)]), ...blocked.flat()];
  }
}
