import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequestError, isFinal, type TaskState } from '@switchyard/contracts';
import { Needs } from '../access/needs';
import { HeartbeatsService } from './heartbeats.service';
import { MonitoringService } from './monitoring.service';
import { CleanupReply, CommandReply, Heartbeats, TaskHeartbeat } from './replies';
import { HandStart, HeartbeatParams, HeartbeatsQuery, NoFields } from './requests';

/** Signs of life: of tasks of our workers, and of others that are kept alive by hand. */
@ApiTags('Monitoring')
@Controller('api/v1/monitoring/heartbeat')
export class HeartbeatsController {
  constructor(
    private readonly heartbeats: HeartbeatsService,
    private readonly monitoring: MonitoringService,
  ) {}

  @ApiOperation({ summary: 'Whether a task gives signs of life' })
  @ApiOkResponse({ type: TaskHeartbeat })
  @Needs('read')
  @Get('task/:task_id')
  one(@Param() { task_id: id }: HeartbeatParams): Promise<TaskHeartbeat> {
    return this.heartbeats.of(id);
  }

  @ApiOperation({ summary: 'Every task that is watched, in pages; the statistics count all' })
  @ApiOkResponse({ type: Heartbeats })
  @Header('content-type', 'application/json; charset=utf-8')
  @Needs('read')
  @Get('all')
  all(@Query() query: HeartbeatsQuery): Promise<string> {
    return this.heartbeats.page(query);
  }

  @ApiOperation({ summary: 'Register or renew a task that runs outside the workers' })
  @ApiBody({ type: HandStart, required: false })
  @ApiOkResponse({ type: CommandReply })
  @HttpCode(200)
  @Needs('submit')
  @Post('task/:task_id/start')
  async start(
    @Param() { task_id: id }: HeartbeatParams,
    @Body() { task_name, progress }: HandStart,
  ): Promise<CommandReply> {
    const { settings } = await this.monitoring.now();
    const timeoutMs = settings.task_heartbeat_timeout * 1000;
    await this.monitoring.requireRoom(id);
    const registered = await this.monitoring.byHand.start(id, { taskName: task_name, progress, timeoutMs });
    if (registered.outcome === 'ours') {
      if (await this.heartbeats.stateOf(id)) return refusal(id, registered.state as TaskState);
      throw new RequestError('TASK_CONFLICT', 'the task id is taken', `task ${id} belongs to another API key`);
    }
    const renewed = registered.outcome === 'renewed';
    await this.monitoring.commands.wake();
    return { message: `the heartbeat of task ${id} is ${renewed ? 'renewed' : 'started'}`, success: true };
  }

  @ApiOperation({ summary: 'End a task that was registered by hand' })
  @ApiOkResponse({ type: CommandReply })
  @Needs('submit')
  @Delete('task/:task_id')
  async end(@Param() { task_id: id }: HeartbeatParams): Promise<CommandReply> {
    const ended = await this.monitoring.byHand.end(id);
    if (ended === 'ended') return { message: `the heartbeat of task ${id} is stopped`, success: true };
    const ours = await this.heartbeats.stateOf(id);
    const hint =
      ours === 'running' ? `its worker beats; POST /v1/tasks/${id}/cancel ends it` : 'none is registered by hand';
    return { message: `task ${id} has no heartbeat to stop: ${hint}`, success: false };
  }

  @ApiOperation({ summary: 'Forget the dead tasks' })
  @ApiBody({ type: NoFields, required: false })
  @ApiOkResponse({ type: CleanupReply })
  @HttpCode(200)
  @Needs('admin')
  @Post('cleanup')
  async cleanup(@Body() _nothing: NoFields): Promise<CleanupReply> {
    const cleaned = await this.monitoring.dead.cleanup();
    return { message: `${cleaned} dead tasks are forgotten`, success: true, cleaned_dead_tasks: cleaned };
  }
}

/** A task of our workers is not kept alive by hand: two sources of one sign of life would hide its death. */
function refusal(id: string, state: TaskState): CommandReply {
  if (state === 'running') return { message: `task ${id} is registered already; its worker beats`, success: true };
  const why = isFinal(state) ? `has ended as ${state}` : 'waits in its queue; its worker will beat';
  return { message: `task ${id} ${why}`, success: false };
}
