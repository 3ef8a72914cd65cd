import { join } from 'node:path';
import { generateSubtitleFilesTask, isFinal } from '@switchyard/contracts';
import { Keys, type RedisClient } from '@switchyard/redis';
import { TaskReader } from '@switchyard/task-store';
import { ROOT } from '../machine/places';
import { CONCURRENCY } from '../peers/record';
import type { Side } from '../side';

export const OUR_GATEWAY = join(ROOT, 'apps/api-gateway/dist/main.js');
const BATCH = 500;

/** The real gateway, and a worker made with the real worker-kit. */
export class OurSide implements Side {
  readonly name = 'Switchyard';
  readonly gateway = [process.execPath, OUR_GATEWAY];
  readonly worker = [process.execPath, join(__dirname, 'worker.js')];
  readonly env: Record<string, string>;
  private readonly keys = new Keys();
  private readonly read: TaskReader;

  constructor(
    private readonly redis: RedisClient,
    shareRoot: string,
  ) {
    this.env = { SHARE_ROOT: shareRoot, CONCURRENCY: String(CONCURRENCY), PROBE_PORT: '0' };
    this.read = new TaskReader(redis, this.keys);
  }

  async unfinished(accepted: number): Promise<number> {
    return accepted - (await this.redis.zcard(this.keys.taskIndex(generateSubtitleFilesTask.name, 'succeeded')));
  }

  async isFinal(taskId: string): Promise<boolean> {
    const status = await this.redis.hget(this.keys.task(taskId), 'status');
    return status === 'succeeded' || status === 'failed';
  }

  async faults(taskIds: string[]): Promise<string[]> {
    const faults: string[] = [];
    for (let at = 0; at < taskIds.length; at += BATCH) {
      faults.push(...(await this.faultsOf(taskIds.slice(at, at + BATCH))));
    }
    return faults;
  }

  private async faultsOf(ids: string[]): Promise<string[]> {
    const [tasks, histories] = await Promise.all([
      this.read.getMany(ids),
      Promise.all(ids.map((id) => this.read.events(id))),
    ]);
    return ids.flatMap((id, i) => {
      const task = tasks[i];
      const count = (type: string): number => (histories[i] ?? []).filter((event) => event.type === type).length;
      if (!task || !isFinal(task.status)) return [`${id} is ${task?.status ?? 'gone'}`];
      const once = task.status === 'succeeded' && task.attempt === 1 && count('started') === 1;
      return once && count('completed') === 1 ? [] : [`${id} did not succeed exactly once`];
    });
  }
}
