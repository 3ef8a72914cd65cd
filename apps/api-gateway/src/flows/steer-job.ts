import { Injectable } from '@nestjs/common';
import { RequestError } from '@switchyard/contracts';
import { JobStore, jobNotFound, planOf, type Verb } from '@switchyard/flows';
import { Caller } from '../access/caller';
import { viewOf } from './job-views';
import { OwnJobs } from './own-jobs';
import type { JobView } from './replies';

/** Pauses, resumes, steps and cancels jobs. */
@Injectable()
export class SteerJob {
  constructor(
    private readonly jobs: OwnJobs,
    private readonly store: JobStore,
  ) {}

  /** @throws RequestError when the state of the job does not allow it */
  async steer(id: string, verb: Verb): Promise<JobView> {
    const job = await this.jobs.get(id);
    const answer = await this.store.steer(planOf(job), verb, Caller.current.actor);
    if (answer === 'gone') throw jobNotFound(id);
    if (answer !== 'ok') throw new RequestError('JOB_CONFLICT', `the job cannot ${verb} now`, `job ${id} is ${answer}`);
    return viewOf(await this.jobs.get(id));
  }
}
