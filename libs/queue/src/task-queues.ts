import { SERVICES, type ServiceName } from '@switchyard/contracts';
import type { Keys, RedisClient } from '@switchyard/redis';
import { Queue } from 'bullmq';

/** What a job carries: enough to find the record, and the fence under which it was queued. */
export interface TaskJob {
  taskId: string;
  taskName: string;
  workflowId: string;
  fence: number;
}

const JOB_NAME = 'task';

/** The queues of all services, on the sending side. */
export class TaskQueues {
  private readonly queues: Map<ServiceName, Queue<TaskJob>>;

  constructor(redis: RedisClient, keys: Keys) {
    const options = { connection: redis, prefix: keys.queuePrefix, skipMetasUpdate: true };
    this.queues = new Map(SERVICES.map((service) => [service, new Queue<TaskJob>(service, options)]));
    for (const queue of this.queues.values()) queue.on('error', () => undefined); // the shared connection reports it
  }

  /** Adds the job of a queued task; one that is there already stays as it is. */
  async add({ service, delayMs = 0, ...job }: TaskJob & { service: ServiceName; delayMs?: number }): Promise<void> {
    await this.of(service).add(JOB_NAME, job, {
      jobId: `${job.taskId}-${job.fence}`,
      delay: delayMs,
      removeOnComplete: true,
      removeOnFail: true,
    });
  }

  /** Whether the job of a queued task is there. */
  async has(service: ServiceName, taskId: string, fence: number): Promise<boolean> {
    return (await this.of(service).getJob(`${taskId}-${fence}`)) !== undefined;
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private of(service: ServiceName): Queue<TaskJob> {
    const queue = this.queues.get(service);
    if (!queue) throw new Error(`no queue for service ${service}`);
    return queue;
  }
}
