import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { CallbackJobs } from '@switchyard/queue';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TaskStore } from '@switchyard/task-store';

const MOST = 500;
/** A message may be missed: so often it is looked without one. */
const LOOK_EVERY_MS = 1000;

/**
 * Adds a job for every callback that is due. Every monitor does it, also one that does not lead: two that see the same
 * callback add the same job.
 */
@Injectable()
export class DueCallbacks {
  private timer: NodeJS.Timeout | undefined;
  /** When it is looked next, by the monotonic clock. */
  private nextMs = Infinity;
  private turn: Promise<void> | undefined;
  private again = false;
  private ended = false;
  private reachable = true;

  constructor(
    private readonly store: TaskStore,
    private readonly jobs: CallbackJobs,
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    const { subscriber } = this.redis;
    subscriber.on('message', (channel) => channel === this.keys.callbacks && this.look());
    await subscriber.subscribe(this.keys.callbacks);
    this.look();
  }

  /** A callback is due in so many milliseconds. */
  lookIn(ms: number): void {
    if (!this.turn && performance.now() + ms < this.nextMs) this.schedule(ms);
  }

  async stop(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  private look(): void {
    if (this.ended) return;
    if (this.turn) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.turn = this.addDue().then((waitMs) => {
      this.turn = undefined;
      this.schedule(this.again ? 0 : waitMs);
      this.again = false;
    });
  }

  private schedule(ms: number): void {
    if (this.ended) return;
    clearTimeout(this.timer);
    this.nextMs = performance.now() + ms;
    this.timer = setTimeout(() => this.look(), ms);
  }

  /** @returns in how many ms to look again */
  private async addDue(): Promise<number> {
    try {
      const due = await this.store.callbacks.due(MOST);
      await Promise.all(due.map((taskId) => this.jobs.add(taskId)));
      this.reachable = true;
      if (due.length === MOST) return 0;
      return Math.min(LOOK_EVERY_MS, (await this.store.callbacks.nextInMs()) ?? LOOK_EVERY_MS);
    } catch (error) {
      if (this.reachable) this.log.warn({ event: 'callbacks.unknown', error: String(error) });
      this.reachable = false;
      return LOOK_EVERY_MS;
    }
  }
}
