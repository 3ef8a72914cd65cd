interface KeptJob {
  taskId: string;
  fence: number;
}

/** Keeps the jobs of queued tasks in memory, where a test needs no BullMQ. */
export class KeptJobs<J extends KeptJob> {
  readonly waiting: J[] = [];

  async add(job: J): Promise<void> {
    if (!this.waiting.some((one) => isSame(one, job))) this.waiting.push(job);
  }

  async remove(job: KeptJob): Promise<void> {
    const at = this.waiting.findIndex((one) => isSame(one, job));
    if (at >= 0) this.waiting.splice(at, 1);
  }

  /** The first of them, which waits no longer. */
  take(): J {
    const job = this.waiting.shift();
    if (!job) throw new Error('no job waits');
    return job;
  }
}

const isSame = (a: KeptJob, b: KeptJob): boolean => a.taskId === b.taskId && a.fence === b.fence;
