import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, FromCaller } from '../access/caller';
import { Needs } from '../access/needs';
import { FAILURE } from '../http/dto';
import { CodeTasksService } from './code-tasks.service';
import { CodeAccepted, CodeTaskPage, CodeTaskReply } from './replies';
import { CodeSubmission, CodeTaskParams, CodeTasksQuery } from './requests';

/** Python programs that run on idle machines. */
@ApiTags('Idle machines')
@Controller('tasks')
export class CodeTasksController {
  constructor(private readonly tasks: CodeTasksService) {}

  @ApiOperation({ summary: 'Submit a Python program to run on an idle machine' })
  @ApiAcceptedResponse({ type: CodeAccepted })
  @Needs('code')
  @Post()
  @HttpCode(202)
  submit(@Body() submission: CodeSubmission, @FromCaller() caller: Caller): Promise<CodeAccepted> {
    return this.tasks.submit(submission, caller);
  }

  @ApiOperation({ summary: 'Code tasks, newest first' })
  @ApiOkResponse({ type: CodeTaskPage })
  @Needs('read')
  @Get()
  list(@Query() query: CodeTasksQuery, @FromCaller() caller: Caller): Promise<CodeTaskPage> {
    return this.tasks.page(query, caller);
  }

  @ApiOperation({ summary: 'How a code task is doing, and its result' })
  @ApiOkResponse({ type: CodeTaskReply })
  @Needs('read')
  @Get(':id')
  one(@Param() { id }: CodeTaskParams, @FromCaller() caller: Caller): Promise<CodeTaskReply> {
    return this.tasks.one(id, caller);
  }

  @ApiOperation({ summary: 'End a code task that waits or runs' })
  @ApiOkResponse({ type: CodeTaskReply, description: 'no result of it is taken any more' })
  @ApiConflictResponse({ description: 'it had ended already', ...FAILURE })
  @Needs('code')
  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Param() { id }: CodeTaskParams, @FromCaller() caller: Caller): Promise<CodeTaskReply> {
    return this.tasks.cancel(id, caller);
  }
}
