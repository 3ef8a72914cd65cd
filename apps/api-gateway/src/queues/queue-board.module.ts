import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { BullBoardModule } from '@bull-board/nestjs';
import { Module } from '@nestjs/common';
import { QUEUES } from '@switchyard/queue';

/** A page that shows the queues and their jobs. It changes nothing: a task is cancelled or retried by the API. */
@Module({
  imports: [
    BullBoardModule.forRoot({
      route: '/admin/queues',
      adapter: FastifyAdapter,
      boardOptions: { uiConfig: { boardTitle: 'Switchyard queues' } },
    }),
    BullBoardModule.forFeature(
      ...QUEUES.map((name) => ({ name, adapter: BullMQAdapter, options: { readOnlyMode: true } })),
    ),
  ],
})
export class QueueBoardModule {}
