import { ApiProperty } from '@nestjs/swagger';
import { SERVICES, type ServiceName } from '@switchyard/contracts';

const Count = (description: string): PropertyDecorator => ApiProperty({ type: 'integer', minimum: 0, description });

export class QueueReply {
  @ApiProperty({ enum: SERVICES }) service!: ServiceName;
  @Count('tasks that wait') waiting!: number;
  @Count('tasks that run') running!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    description: 'age of the oldest task that waits, in seconds',
  })
  oldest_seconds!: number | null;
  @Count('live worker processes that take its tasks') workers!: number;
  @Count('worker processes it needs so that no task waits longer than `QUEUE_AGE_TARGET`') desired_workers!: number;
}

export class QueueList {
  @ApiProperty({ type: [QueueReply], description: 'one for each service' }) queues!: QueueReply[];
}
