import { Injectable } from '@nestjs/common';
import { HandHeartbeats } from '@switchyard/monitoring';
import type { Check, CheckOrder, Findings } from '../checks/check';

const MOST_PER_CHECK = 500;

/** Tasks outside our workers whose client stopped renewing them. */
@Injectable()
export class LateByHand implements Check {
  readonly name = 'heartbeats by hand';

  constructor(private readonly heartbeats: HandHeartbeats) {}

  async run({ recover }: CheckOrder): Promise<Findings> {
    if (!recover) return {};
    const buried = await this.heartbeats.buryLate(MOST_PER_CHECK);
    return {
      timeouts: buried.length,
      actions: buried.map((task_id) => ({
        action: 'log_timeout_event',
        task_id,
        result: 'no heartbeat in time: dead',
      })),
    };
  }
}
