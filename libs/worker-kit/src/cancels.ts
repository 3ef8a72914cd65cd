import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Keys, RedisConnection } from '@switchyard/redis';
import { Attempts } from './attempts';
import { WaitingTasks } from './gpu/waiting-tasks';

/** Hears of cancels at once; one that it misses comes with the next heartbeat. */
@Injectable()
export class Cancels implements OnModuleInit {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
    private readonly attempts: Attempts,
    private readonly waiting: WaitingTasks,
  ) {}

  /** Not waited for: Redis may come up later than the worker. */
  onModuleInit(): void {
    const { cancels } = this.keys;
    this.redis.subscriber.on('message', (channel: string, taskId: string) => {
      if (channel !== cancels) return;
      this.attempts.cancelled(taskId);
      this.waiting.cancelled(taskId);
    });
    this.redis.subscriber.subscribe(cancels).catch(() => undefined); // closed before Redis was there
  }
}
