import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequestError } from '@switchyard/contracts';
import { ACTIONS, type TimeoutSettings } from '@switchyard/monitoring';
import { Needs } from '../access/needs';
import { MonitoringService } from './monitoring.service';
import { CheckReply, ShownTimeoutConfig, TimeoutStatus } from './replies';
import { CheckQuery, NoFields, TimeoutConfigChange } from './requests';

/** How long a reply waits for a monitor. */
const CHECK_WITHIN_MS = 5000;

const shown = (settings: TimeoutSettings): ShownTimeoutConfig => ({ ...settings, timestamp: Date.now() / 1000 });

/** What got late, and what is done about it. */
@ApiTags('Monitoring')
@Controller('api/v1/monitoring/timeout')
export class TimeoutsController {
  constructor(private readonly monitoring: MonitoringService) {}

  @ApiOperation({ summary: 'What got late, and what was done about it' })
  @ApiOkResponse({ type: TimeoutStatus })
  @Needs('read')
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
  @Needs('read')
  @Get('config')
  async config(): Promise<ShownTimeoutConfig> {
    return shown((await this.monitoring.now()).settings);
  }

  @ApiOperation({ summary: 'Change timeouts while the system runs; what is not named stays' })
  @ApiOkResponse({ type: ShownTimeoutConfig })
  @Needs('admin')
  @Put('config')
  async change(@Body() { timestamp: _read, ...change }: TimeoutConfigChange): Promise<ShownTimeoutConfig> {
    return shown(await this.monitoring.change(change));
  }

  @ApiOperation({ summary: 'Check now, also while the monitor is stopped' })
  @ApiBody({ type: NoFields, required: false })
  @ApiOkResponse({ type: CheckReply })
  @HttpCode(200)
  @Needs('admin')
  @Post('check')
  async check(@Query() { lock_key: lockKey }: CheckQuery, @Body() _nothing: NoFields): Promise<CheckReply> {
    type Answer = Omit<CheckReply, 'timestamp'>;
    const answer = await this.monitoring.commands.ask<Answer>({ kind: 'check', lockKey }, CHECK_WITHIN_MS);
    if (answer) return { ...answer, timestamp: Date.now() / 1000 };
    throw new RequestError('RESOURCE_UNAVAILABLE', 'no monitor answers', 'start one: node apps/monitor/dist/main.js');
  }
}
