import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs';
import { QueueList } from './replies';
import { QueuesService } from './queues.service';

/** How full the queues are; autoscalers read it. */
@ApiTags('Queues')
@Controller('v1/queues')
export class QueuesController {
  constructor(private readonly queues: QueuesService) {}

  @ApiOperation({ summary: 'The queue of each service: what waits, how long, and how many workers it needs' })
  @ApiOkResponse({ type: QueueList })
  @Needs('read')
  @Get()
  async list(): Promise<QueueList> {
    return { queues: await this.queues.list() };
  }
}
