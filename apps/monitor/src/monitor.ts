import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Logger } from '@switchyard/observability';
import { LOGGER } from '@switchyard/platform';
import { CallbackProcessor } from '@switchyard/queue';
import { DueCallbacks } from './callbacks/due-callbacks';
import { Sending } from './callbacks/sending';
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
    private readonly callbacks: DueCallbacks,
    private readonly sender: CallbackProcessor,
    private readonly sending: Sending,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    await this.messages.listen(() => {
      if (this.leader.fence !== undefined) this.schedule.wake();
    });
    this.leader.start(() => this.schedule.wake());
    await this.callbacks.start();
    // rejects when the connection closes at the end of the process; before that BullMQ tries again by itself
    void this.sender.worker.run().catch(() => undefined);
    this.log.info({ event: 'monitor.ready', monitor: this.id });
  }

  /** Ends the check that is under way, then gives the lead up. */
  async beforeApplicationShutdown(): Promise<void> {
    this.log.info({ event: 'monitor.draining' });
    await Promise.all([this.schedule.stop(), this.callbacks.stop()]);
    this.sending.stop();
    await this.leader.stop().catch(() => undefined); // Redis is away: the lease ends by itself
    this.log.info({ event: 'monitor.ended' });
  }
}
