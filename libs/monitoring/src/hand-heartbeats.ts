import type { Keys, RedisClient } from '@switchyard/redis';
import { toMs } from './monitor-state';
import { script } from './script';

const START = script('hand_start');
const END = script('hand_end');
const LATE = script('hand_late');

/** How long one that ended or died can still be asked for. */
const REMEMBERED_MS = 24 * 3600 * 1000;

/** A task outside our workers; times in Unix milliseconds. */
export interface HandTask {
  taskName: string;
  status: 'running' | 'stopped' | 'dead';
  startedAt: number;
  lastUpdate: number;
  /** 0 to 1. */
  progress: number;
}

export type Registered = { outcome: 'registered' | 'renewed' } | { outcome: 'ours'; state: string };

/** Signs of life of tasks that run outside our workers, given by hand; who is late is dead and never queued again. */
export class HandHeartbeats {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  /** Registers a task or renews it; a task of our workers is left to them. */
  async start(
    taskId: string,
    { taskName, progress, timeoutMs }: { taskName: string; progress?: number; timeoutMs: number },
  ): Promise<Registered> {
    const { keys } = this;
    const [outcome, state] = (await START.run(
      this.redis,
      [
        keys.task(taskId),
        keys.handTask(taskId),
        keys.handTasks,
        keys.handHeartbeats,
        keys.deadTasks,
        keys.deadTaskFacts,
      ],
      [taskId, timeoutMs, taskName, progress ?? ''],
    )) as ['registered' | 'renewed' | 'ours', string];
    return outcome === 'ours' ? { outcome, state } : { outcome };
  }

  /** How many beat. */
  count(): Promise<number> {
    return this.redis.zcard(this.keys.handHeartbeats);
  }

  async end(taskId: string): Promise<'ended' | 'none'> {
    const keys = [this.keys.handTask(taskId), this.keys.handTasks, this.keys.handHeartbeats];
    return (await END.run(this.redis, keys, [taskId, REMEMBERED_MS])) as 'ended' | 'none';
  }

  async get(taskId: string): Promise<HandTask | null> {
    const hash = await this.redis.hgetall(this.keys.handTask(taskId));
    if (!hash['status']) return null;
    return {
      taskName: hash['task_name'] ?? '',
      status: hash['status'] as HandTask['status'],
      startedAt: Number(hash['started_at']),
      lastUpdate: Number(hash['last_update']),
      progress: Number(hash['progress']),
    };
  }

  /** Counts those that are late as dead; each once, however many monitors try. @returns their ids */
  async buryLate(most: number): Promise<string[]> {
    const { keys } = this;
    const now = toMs(await this.redis.time());
    const late = await this.redis.zrangebyscore(keys.handHeartbeats, '-inf', now, 'LIMIT', 0, most);
    const buried: string[] = [];
    for (const id of late) {
      const own = [
        keys.handTask(id),
        keys.handTasks,
        keys.handHeartbeats,
        keys.deadTasks,
        keys.deadTaskFacts,
        keys.detector,
      ];
      if ((await LATE.run(this.redis, own, [id, REMEMBERED_MS])) === 'dead') buried.push(id);
    }
    return buried;
  }
}
