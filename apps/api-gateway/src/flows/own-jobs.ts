import { Injectable } from '@nestjs/common';
import { JobReader, JOB_STATES, jobNotFound, type JobState, type StoredJob } from '@switchyard/flows';
import { Caller } from '../access/caller';

/** Jobs that are read at once while a list is put together. */
const CHUNK = 200;

/** The jobs that the caller of the request may see; others are not there. */
@Injectable()
export class OwnJobs {
  constructor(private readonly reader: JobReader) {}

  /** @throws RequestError when there is no such job */
  async get(id: string): Promise<StoredJob> {
    const found = await this.reader.get(id);
    if (!found || !Caller.current.sees(found.owner)) throw jobNotFound(id);
    return found;
  }

  /** In the order of their ids; what is not there is left out. */
  async many(ids: readonly string[]): Promise<StoredJob[]> {
    const { current } = Caller;
    return (await this.reader.many(ids)).filter(({ owner }) => current.sees(owner));
  }

  /** Newest first. */
  async list(status: JobState | undefined, flowId: string | undefined, limit: number): Promise<StoredJob[]> {
    const ids = flowId === undefined ? await this.idsIn(status) : await this.reader.ofFlow(flowId);
    const found: StoredJob[] = [];
    for (let at = 0; at < ids.length && found.length < limit; at += CHUNK) {
      const jobs = await this.many(ids.slice(at, at + CHUNK));
      found.push(...jobs.filter((job) => status === undefined || job.status === status));
    }
    return found.slice(0, limit);
  }

  private async idsIn(status: JobState | undefined): Promise<string[]> {
    const states = status === undefined ? JOB_STATES : [status];
    return (await this.reader.newest(states, undefined, Caller.current.only)).map(({ id }) => id);
  }
}
