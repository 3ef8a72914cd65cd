import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { Handlers } from './handlers';

const ASK_EVERY_MS = 2000;

/** What this worker needs besides code, and whether it is there. */
@Injectable()
export class Readiness {
  missing: string[] = [];
  private ended = false;

  constructor(
    private readonly handlers: Handlers,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Names of the models that are ready. */
  get models(): string[] {
    return this.missing.length === 0 ? (this.handlers.needs?.models() ?? []) : [];
  }

  /** Looks, and fetches what can be fetched. */
  async look(): Promise<void> {
    this.missing = (await this.handlers.needs?.missing()) ?? [];
  }

  /** Asks until nothing is missing. @returns false when the worker ends before */
  async complete(): Promise<boolean> {
    while (this.missing.length > 0 && !this.ended) {
      this.log.warn({ event: 'worker.waiting', missing: this.missing });
      await sleep(ASK_EVERY_MS, undefined, { ref: false });
      await this.look();
    }
    return !this.ended;
  }

  end(): void {
    this.ended = true;
  }
}
