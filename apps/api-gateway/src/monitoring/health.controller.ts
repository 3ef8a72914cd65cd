import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs';
import { GpuService } from './gpu.service';
import { gpuTotals } from './gpu-view';
import { isRunning, monitorHealth, monitorStatus, rounded, systemHealth } from './monitor-view';
import { MonitoringService } from './monitoring.service';
import { Statistics, SystemHealth } from './replies';

/** Everything the monitor knows, in one look. */
@ApiTags('Monitoring')
@Controller('api/v1/monitoring')
export class MonitoringHealthController {
  constructor(
    private readonly monitoring: MonitoringService,
    private readonly gpus: GpuService,
  ) {}

  @ApiOperation({ summary: 'Everything in numbers' })
  @ApiOkResponse({ type: Statistics })
  @Needs('read')
  @Get('statistics')
  async statistics(): Promise<Statistics> {
    const [{ monitor, settings }, counts, gpus] = await Promise.all([
      this.monitoring.now(),
      this.monitoring.running.counts(),
      this.gpus.read.all(),
    ]);
    return {
      timestamp: monitor.now / 1000,
      gpu_lock: gpuTotals(gpus),
      monitor: {
        running: isRunning(monitor),
        uptime: monitorStatus(monitor, settings, 0).uptime,
        checks_performed: monitor.checksPerformed,
        issues_detected: monitorHealth(monitor, settings).issues.length,
      },
      heartbeat: {
        active_tasks: counts.active,
        dead_tasks: counts.dead,
        orphaned_tasks: counts.orphaned,
        average_interval: rounded(counts.meanIntervalSeconds, 1000),
      },
      timeout: {
        total_timeouts: monitor.timeoutsDetected,
        tasks_recovered: monitor.tasksRecovered,
        resources_released: monitor.resourcesReleased,
      },
    };
  }

  @ApiOperation({ summary: 'How well everything is' })
  @ApiOkResponse({ type: SystemHealth })
  @Needs('read')
  @Get('health')
  async health(): Promise<SystemHealth> {
    const [{ monitor, settings }, counts] = await Promise.all([
      this.monitoring.now(),
      this.monitoring.running.counts(),
    ]);
    return systemHealth(monitorHealth(monitor, settings), counts);
  }
}
