import { Body, Controller, Get, HttpCode, Inject, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequestError, isPlainObject, jsonSchemaOf } from '@switchyard/contracts';
import { ACTIONS, TimeoutChange, type TimeoutSettings } from '@switchyard/monitoring';
import { QueryOf } from '../http/query';
import { MonitoringService } from './monitoring.service';
import { CheckReply, ShownTimeoutConfig, TimeoutStatus } from './replies';
import { CheckQuery, checkedLock, expectNothing, parsed } from './requests';

/** How long a reply waits for a monitor. */
const CHECK_WITHIN_MS = 5000;

const shown = (settings: TimeoutSettings): ShownTimeoutConfig => ({ ...settings, timestamp: Date.now() / 1000 });

/** What was read may be sent back changed. */
function withoutTimestamp(body: unknown): unknown {
  if (!isPlainObject(body)) return body;
  const { timestamp: _timestamp, ...change } = body;
  return change;
}

/** What got late, and what is done about it. */
@ApiTags('Monitoring')
@Controller('api/v1/monitoring/timeout')
export class TimeoutsController {
  constructor(@Inject(MonitoringService) private readonly monitoring: MonitoringService) {}

  @ApiOperation({ summary: 'What got late, and what was done about it' })
  @ApiOkResponse({ type: TimeoutStatus })
  @Get('status')
  async status(): Promise<TimeoutStatus> {
    const { state, running } = this.monitoring;
    const [monitor, counts, action_history] = await Promise.all([state.read(), running.counts(), state.actions()]);
    return {
      timeout_stats: {
        total_timeouts_detected: monitor.timeoutsDetected,
        tasks_recovered: monitor.tasksRecovered,
        resources_released: monitor.resourcesReleased,
        current_timeouts: counts.orphaned,
      },
      action_history,
      configured_actions: [...ACTIONS],
      timestamp: monitor.now / 1000,
    };
  }

  @ApiOperation({ summary: 'Timeouts as they hold now' })
  @ApiOkResponse({ type: ShownTimeoutConfig })
  @Get('config')
  async config(): Promise<ShownTimeoutConfig> {
    return shown((await this.monitoring.now()).settings);
  }

  @ApiOperation({ summary: 'Change timeouts while the system runs; what is not named stays' })
  @ApiBody({ schema: jsonSchemaOf(TimeoutChange) })
  @ApiOkResponse({ type: ShownTimeoutConfig })
  @Put('config')
  async change(@Body() body: unknown): Promise<ShownTimeoutConfig> {
    return shown(await this.monitoring.change(withoutTimestamp(body)));
  }

  @ApiOperation({ summary: 'Check now, also while the monitor is stopped' })
  @QueryOf(CheckQuery)
  @ApiOkResponse({ type: CheckReply })
  @HttpCode(200)
  @Post('check')
  async check(@Query() query: Record<string, unknown>, @Body() body: unknown): Promise<CheckReply> {
    const { lock_key: lockKey } = checkedLock(parsed(CheckQuery, query));
    expectNothing(body);
    type Answer = Omit<CheckReply, 'timestamp'>;
    const answer = await this.monitoring.commands.ask<Answer>({ kind: 'check', lockKey }, CHECK_WITHIN_MS);
    if (answer) return { ...answer, timestamp: Date.now() / 1000 };
    throw new RequestError('RESOURCE_UNAVAILABLE', 'no monitor answers', 'start one: node apps/monitor/dist/main.js');
  }
}
