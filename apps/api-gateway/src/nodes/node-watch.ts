import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { NodeDesk } from '@switchyard/nodes';
import { LOGGER, type Logger } from '@switchyard/observability';
import { isRedisOutage } from '@switchyard/redis';

const LOOK_EVERY_MS = 1000;

/** Gateways hear the nodes, so gateways find those that are silent. Each finding is acted on once, however many gateways look. */
@Injectable()
export class NodeWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly desk: NodeDesk,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    try {
      const { lost, withdrawn, overdue } = await this.desk.watch();
      if (lost + withdrawn + overdue > 0) this.log.info({ event: 'node.late', lost, withdrawn, overdue });
    } catch (error) {
      if (!isRedisOutage(error)) this.log.error({ event: 'node.watch_failed', err: error });
    }
  }
}
