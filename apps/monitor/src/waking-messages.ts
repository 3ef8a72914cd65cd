import { Injectable } from '@nestjs/common';
import { Keys, RedisConnection } from '@switchyard/redis';
import { beginsQuarantine } from './locks/gpu-events';

/** Messages after which there is something to do at once: commands of gateways, and GPU leases that were lost. */
@Injectable()
export class WakingMessages {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  /** Resolves when none is missed any more; `wake` is also called when some may have been. */
  async listen(wake: () => void): Promise<void> {
    await this.redis.ready();
    const { monitorCommands, gpuEvents } = this.keys;
    const { subscriber } = this.redis;
    subscriber.on('message', (channel, text) => {
      if (channel === monitorCommands || (channel === gpuEvents && beginsQuarantine(text))) wake();
    });
    subscriber.on('ready', wake);
    await subscriber.subscribe(monitorCommands, gpuEvents);
  }
}
