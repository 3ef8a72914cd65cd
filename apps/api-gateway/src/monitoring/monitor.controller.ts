import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs';
import { monitorHealth, monitorStatus } from './monitor-view';
import { MonitoringService } from './monitoring.service';
import { CommandReply, MonitorHealth, MonitorStatus } from './replies';
import { NoFields } from './requests';

const WORDS = {
  start: ['the monitor is started', 'the monitor is running already'],
  stop: ['the monitor is stopped; tasks go on', 'the monitor is stopped already'],
} as const;

/** The daemon that finds and recovers what died. */
@ApiTags('Monitoring')
@Controller('api/v1/monitoring/monitor')
export class MonitorController {
  constructor(private readonly monitoring: MonitoringService) {}

  @ApiOperation({ summary: 'What the monitor does and has done' })
  @ApiOkResponse({ type: MonitorStatus })
  @Needs('read')
  @Get('status')
  async status(): Promise<MonitorStatus> {
    const { monitor, settings } = await this.monitoring.now();
    const gpuTimeout = monitor.settings?.gpu_timeout ?? this.monitoring.gpuMaxWait;
    return monitorStatus(monitor, settings, gpuTimeout);
  }

  @ApiOperation({ summary: 'How well the monitor is, measured' })
  @ApiOkResponse({ type: MonitorHealth })
  @Needs('read')
  @Get('health')
  async health(): Promise<MonitorHealth> {
    const { monitor, settings } = await this.monitoring.now();
    return monitorHealth(monitor, settings);
  }

  @ApiOperation({ summary: 'Turn the checks on' })
  @ApiBody({ type: NoFields, required: false })
  @ApiOkResponse({ type: CommandReply })
  @HttpCode(200)
  @Needs('admin')
  @Post('start')
  start(@Body() _nothing: NoFields): Promise<CommandReply> {
    return this.switch('start');
  }

  @ApiOperation({ summary: 'Turn the checks off; tasks go on' })
  @ApiBody({ type: NoFields, required: false })
  @ApiOkResponse({ type: CommandReply })
  @HttpCode(200)
  @Needs('admin')
  @Post('stop')
  stop(@Body() _nothing: NoFields): Promise<CommandReply> {
    return this.switch('stop');
  }

  private async switch(how: 'start' | 'stop'): Promise<CommandReply> {
    const { changed, alive } = await this.monitoring.state.switch(how === 'start');
    await this.monitoring.commands.wake();
    const words = WORDS[how][changed ? 0 : 1];
    return { message: alive ? words : `${words}; it holds as soon as a monitor lives`, success: true };
  }
}
