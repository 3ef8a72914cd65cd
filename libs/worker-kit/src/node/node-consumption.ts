import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { Attempts } from '../attempts';
import { TaskRunner } from '../task-runner';
import { WorkerSettings } from '../worker-settings';
import { GatewayStore } from './gateway-store';

/** Workers beside the gateway wait at the queues; a node looks for what they leave. */
const LOOK_EVERY_MS = 1000;
const AFTER_FAILURE_MS = 5000;

/** Takes tasks from the gateway, one after the other. */
@Injectable()
export class NodeConsumption {
  private readonly ending = new AbortController();
  private work: Promise<void> | undefined;

  constructor(
    private readonly store: GatewayStore,
    private readonly runner: TaskRunner,
    private readonly attempts: Attempts,
    private readonly settings: WorkerSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  get isRunning(): boolean {
    return this.work !== undefined;
  }

  start(): void {
    this.work = this.loop();
  }

  /** Takes no more tasks, lets the attempt end, gives it back when it does not end in time. */
  async drain(): Promise<void> {
    this.ending.abort();
    this.attempts.endWaits();
    const late = setTimeout(() => this.attempts.drain(), this.settings.drainTimeout * 1000);
    await this.work;
    clearTimeout(late);
  }

  private async loop(): Promise<void> {
    while (!this.ending.signal.aborted) await this.rest(await this.turn());
  }

  /** @returns how long to wait for the next one */
  private async turn(): Promise<number> {
    try {
      const job = await this.store.take();
      if (!job) return LOOK_EVERY_MS;
      tellAgent(true);
      await this.runner.run(job);
      return 0;
    } catch (error) {
      this.log.warn({ event: 'gateway.failed', error: String(error) });
      return AFTER_FAILURE_MS;
    } finally {
      tellAgent(false);
    }
  }

  private rest(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }
}

/** The agent that started this process does not take its work for that of the owner. */
const tellAgent = (running: boolean): void => void (process.connected && process.send?.({ running }));
