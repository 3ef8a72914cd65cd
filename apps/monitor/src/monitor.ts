import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Logger } from '@switchyard/observability';
import { LOGGER } from '@switchyard/platform';
import { Schedule } from './checks/schedule';
import { Leader } from './leader/leader';
import { MONITOR_ID } from './monitor-id';
import { WakingMessages } from './waking-messages';

/** The beginning and the end of a monitor. */
@Injectable()
export class Monitor implements BeforeApplicationShutdown {
  constructor(
    @Inject(MONITOR_ID) private readonly id: string,
    private readonly messages: WakingMessages,
    private readonly leader: Leader,
    private readonly schedule: Schedule,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    await this.messages.listen(() => {
      if (this.leader.fence !== undefined) this.schedule.wake();
    });
    this.leader.start(() => this.schedule.wake());
    this.log.info({ event: 'monitor.ready', monitor: this.id });
  }

  /** Ends the check that is under way, then gives the lead up. */
  async beforeApplicationShutdown(): Promise<void> {
    this.log.info({ event: 'monitor.draining' });
    await this.schedule.stop();
    await this.leader.stop().catch(() => undefined); // Redis is away: the lease ends by itself
    this.log.info({ event: 'monitor.ended' });
  }
}
