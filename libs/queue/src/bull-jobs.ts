import { isRedisOutage } from '@switchyard/redis';
import { jobId, jobPriority, type JobQueue, type TaskJob } from '@switchyard/task-store';
import type { JobsOptions, Queue } from 'bullmq';

/** What a job carries: which task is due, and the fence under which it waits. */
export interface JobData {
  task_id: string;
  fence: number;
}

/** The jobs of all queues. A job that cannot be added now is added by the monitor. */
export class BullJobs implements JobQueue {
  constructor(
    private readonly queues: ReadonlyMap<string, Queue>,
    private readonly onError: (error: Error) => void,
  ) {
    // the connection of the process tells of an outage, once for all queues
    for (const queue of queues.values()) queue.on('error', (error) => !isRedisOutage(error) && onError(error));
  }

  async add(job: TaskJob): Promise<void> {
    await this.queueOf(job).add(job.taskName, dataOf(job), optionsOf(job)).catch(this.onError);
  }

  async remove(job: Pick<TaskJob, 'taskId' | 'queue' | 'fence'>): Promise<void> {
    await this.queueOf(job).remove(jobId(job)).catch(this.onError);
  }

  /**
   * Adds a job that should be there, where it is missing, and gives it its place where that has changed.
   * @returns whether it was missing, or held back for longer than its task
   */
  async restore(job: TaskJob): Promise<boolean> {
    const queue = this.queueOf(job);
    const found = await queue.getJob(jobId(job));
    if (!found) {
      await queue.add(job.taskName, dataOf(job), optionsOf(job));
      return true;
    }
    const priority = jobPriority(job);
    if (found.priority !== priority) await found.changePriority({ priority });
    // a delay ends by the clock of a worker; the clock may have been set back since
    const heldBack = job.delayMs === 0 && found.delay > 0 && (await found.isDelayed());
    if (heldBack) await found.promote();
    return heldBack;
  }

  /** The first jobs that no worker has; to look takes none. */
  async first(queue: string, most: number): Promise<Pick<TaskJob, 'taskId' | 'queue' | 'fence'>[]> {
    const found = await this.queueOf({ queue }).getPrioritized(0, most - 1);
    return found.map(({ data }) => ({ taskId: (data as JobData).task_id, fence: (data as JobData).fence, queue }));
  }

  private queueOf({ queue: name }: Pick<TaskJob, 'queue'>): Queue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`no task of the catalogue waits in the queue ${name}`);
    return queue;
  }
}

const dataOf = ({ taskId, fence }: TaskJob): JobData => ({ task_id: taskId, fence });

const optionsOf = (job: TaskJob): JobsOptions => ({
  jobId: jobId(job),
  priority: jobPriority(job),
  delay: Math.ceil(job.delayMs),
});
