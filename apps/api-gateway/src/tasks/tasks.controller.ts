import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequestError, isFinal } from '@switchyard/contracts';
import { TaskStore, stageOf } from '@switchyard/task-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../access/needs';
import { FAILURE } from '../http/dto';
import { Downloads, DownloadsQuery, DownloadsReply } from './downloads';
import { OutlookService } from './outlook';
import { OwnTasks, notFound } from './own-tasks';
import { ListQuery, RemovalQuery, TaskParams, filterOf } from './queries';
import { ContextReply, RemovalReply, TaskPage, TaskResult } from './replies';
import { TaskEndingService } from './task-ending';
import { TaskView, viewOf } from './task-view';

/** Reads and ends tasks. */
@ApiTags('Tasks')
@Controller('v1/tasks')
export class TasksController {
  constructor(
    private readonly tasks: OwnTasks,
    private readonly store: TaskStore,
    private readonly outlook: OutlookService,
    private readonly ending: TaskEndingService,
    private readonly downloads: Downloads,
  ) {}

  @ApiOperation({ summary: 'Tasks, newest first, in pages' })
  @ApiOkResponse({ type: TaskPage })
  @Needs('read')
  @Get()
  async list(@Query() query: ListQuery): Promise<TaskPage> {
    const filter = filterOf(query);
    const tasks = await this.tasks.list(filter);
    const last = tasks.at(-1);
    const next = last && tasks.length === filter.limit ? String(last.number) : null;
    return { tasks: tasks.map((task) => viewOf(task)), next_cursor: next };
  }

  @ApiOperation({ summary: 'How a task is doing' })
  @ApiOkResponse({ type: TaskView })
  @Needs('read')
  @Get([':id', ':id/status'])
  async status(@Param() { id }: TaskParams): Promise<TaskView> {
    const { task, ahead } = await this.tasks.status(id);
    return viewOf(task, task.status === 'queued' ? await this.outlook.of(task, ahead) : undefined);
  }

  @ApiOperation({ summary: 'What an ended task gave back' })
  @ApiConflictResponse({ description: 'it has not ended', ...FAILURE })
  @ApiOkResponse({ type: TaskResult })
  @Needs('read')
  @Get(':id/result')
  async result(@Param() { id }: TaskParams): Promise<TaskResult> {
    const task = await this.tasks.get(id);
    if (!isFinal(task.status))
      throw new RequestError('TASK_CONFLICT', 'the task has not ended', `task ${id} is ${task.status}`);
    return { task_id: id, status: task.status, result: stageOf(task) };
  }

  @ApiOperation({ summary: 'Links to the files of a task, which hold for some time and need no key' })
  @ApiOkResponse({ type: DownloadsReply })
  @Needs('read')
  @Get(':id/downloads')
  async links(
    @Param() { id }: TaskParams,
    @Query() { expires_in }: DownloadsQuery,
    @Req() { protocol, host }: FastifyRequest,
  ): Promise<DownloadsReply> {
    return this.downloads.of(await this.tasks.get(id), expires_in, `${protocol}://${host}`);
  }

  @ApiOperation({ summary: 'The context of the workflow of a task' })
  @ApiOkResponse({ type: ContextReply })
  @Needs('read')
  @Get(':id/context')
  async context(@Param() { id }: TaskParams): Promise<ContextReply> {
    const task = await this.tasks.get(id);
    const context = await this.store.read.context(task.workflow_id);
    if (!context) throw notFound(id);
    return context;
  }

  @ApiOperation({ summary: 'End a task that waits or runs' })
  @ApiConflictResponse({ description: 'it had ended already', ...FAILURE })
  @ApiOkResponse({ type: TaskView, description: 'it has ended' })
  @ApiAcceptedResponse({ type: TaskView, description: 'its worker has not confirmed its end yet' })
  @Needs('submit')
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param() { id }: TaskParams, @Res({ passthrough: true }) reply: FastifyReply): Promise<TaskView> {
    const task = await this.ending.cancel(await this.tasks.get(id));
    if (!isFinal(task.status)) void reply.status(202);
    return viewOf(task);
  }

  @ApiOperation({ summary: 'Remove the record and the files of a task' })
  @ApiConflictResponse({ description: 'it has not ended', ...FAILURE })
  @ApiOkResponse({ type: RemovalReply })
  @Needs('submit')
  @Delete(':id')
  async remove(@Param() { id }: TaskParams, @Query() { force }: RemovalQuery): Promise<RemovalReply> {
    return { task_id: id, results: await this.ending.remove(await this.tasks.get(id), force) };
  }
}
