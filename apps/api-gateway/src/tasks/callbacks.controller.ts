import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { RequestError } from '@switchyard/contracts';
import { CALLBACK_STATUSES, TaskStore, type CallbackStatus } from '@switchyard/task-store';
import { Needs } from '../access/needs';
import { FAILURE } from '../http/dto';
import { OwnTasks, notFound } from './own-tasks';
import { TaskParams } from './queries';

export class RedeliveryReply {
  @ApiProperty() task_id!: string;
  @ApiProperty({ enum: CALLBACK_STATUSES }) callback_status!: CallbackStatus;
}

/** Steers the callbacks of final tasks. */
@ApiTags('Tasks')
@Controller('v1/tasks')
export class CallbacksController {
  constructor(
    private readonly tasks: OwnTasks,
    private readonly store: TaskStore,
  ) {}

  @ApiOperation({ summary: 'Send the callback of a final task once more' })
  @ApiAcceptedResponse({ type: RedeliveryReply, description: 'it is due; its `webhook-id` stays the same' })
  @ApiConflictResponse({ description: 'the task has no callback, or has not ended', ...FAILURE })
  @ApiNotFoundResponse({ description: 'no such task', ...FAILURE })
  @Needs('submit')
  @Post(':id/callback/redeliver')
  @HttpCode(202)
  async redeliver(@Param() { id }: TaskParams): Promise<RedeliveryReply> {
    await this.tasks.status(id);
    const answer = await this.store.callbacks.again(id);
    if (answer === 'gone') throw notFound(id);
    if (answer === 'none')
      throw new RequestError('TASK_CONFLICT', 'the task has no callback', `task ${id} was submitted without one`);
    if (answer === 'unfinished')
      throw new RequestError('TASK_CONFLICT', 'the task has not ended', `the callback of ${id} is sent when it has`);
    return { task_id: id, callback_status: 'pending' };
  }
}
