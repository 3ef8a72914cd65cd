import { randomUUID } from 'node:crypto';
import type { Keys, RedisClient } from '@switchyard/redis';

/** An answer that the gateway does not fetch expires. */
const ANSWER_KEPT_MS = 30_000;
/** The first look comes after a few milliseconds, the others less and less often. */
const LOOK_EVERY_MS = 200;

/** Something the leading monitor is asked to do, now. */
export interface MonitorCommand {
  id: string;
  kind: 'check';
  /** Of the locks only this one; all when missing. */
  lockKey?: string;
}

/** What gateways leave for the monitor, and its answers. */
export class MonitorCommands {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  /** Leaves a command and waits for its answer; `undefined` when no monitor answered in time, and then none will. */
  async ask<T>(command: Omit<MonitorCommand, 'id'>, withinMs: number): Promise<T | undefined> {
    const id = randomUUID();
    const text = JSON.stringify({ id, ...command });
    await this.redis.rpush(this.keys.monitorCommands, text);
    await this.wake();
    const answer = await this.untilAnswered(id, performance.now() + withinMs);
    if (answer === undefined) await this.redis.lrem(this.keys.monitorCommands, 0, text);
    return answer === undefined ? undefined : (JSON.parse(answer) as T);
  }

  /** Makes the leading monitor look at its commands and settings at once. */
  async wake(): Promise<void> {
    await this.redis.publish(this.keys.monitorCommands, '');
  }

  /** Takes the oldest command that waits. */
  async take(): Promise<MonitorCommand | undefined> {
    const text = await this.redis.lpop(this.keys.monitorCommands);
    return text ? (JSON.parse(text) as MonitorCommand) : undefined;
  }

  async answer(commandId: string, answer: object): Promise<void> {
    await this.redis.set(this.keys.monitorAnswer(commandId), JSON.stringify(answer), 'PX', ANSWER_KEPT_MS);
  }

  private async untilAnswered(id: string, deadline: number): Promise<string | undefined> {
    for (let waitMs = 5; ; waitMs = Math.min(waitMs * 2, LOOK_EVERY_MS)) {
      const answer = await this.redis.getdel(this.keys.monitorAnswer(id));
      if (answer !== null) return answer;
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return undefined;
      await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, leftMs)));
    }
  }
}
