import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, FromCaller } from '../access/caller';
import { AuditsItself, Needs } from '../access/needs';
import { GpuService } from './gpu.service';
import { gpuLockHealth, gpuLockStatus } from './gpu-view';
import { MonitoringService } from './monitoring.service';
import { GpuLockHealthReply, GpuLockStatusReply, Gpus, ReleaseReply } from './replies';
import { LockQuery, ReleaseRequest } from './requests';

/** Who holds the GPUs. */
@ApiTags('Monitoring')
@Controller()
export class GpuController {
  constructor(
    private readonly gpus: GpuService,
    private readonly monitoring: MonitoringService,
  ) {}

  @ApiOperation({ summary: 'Who holds a GPU, and who waits for it' })
  @ApiOkResponse({ type: GpuLockStatusReply })
  @Needs('read')
  @Get('api/v1/monitoring/gpu-lock/status')
  async status(@Query() { lock_key }: LockQuery): Promise<GpuLockStatusReply> {
    const [status, { lastCheck }] = await Promise.all([this.gpus.read.status(lock_key), this.monitoring.state.read()]);
    return gpuLockStatus(status, lastCheck);
  }

  @ApiOperation({ summary: 'How well the GPUs are shared, over all of them' })
  @ApiOkResponse({ type: GpuLockHealthReply })
  @Needs('read')
  @Get('api/v1/monitoring/gpu-lock/health')
  async health(): Promise<GpuLockHealthReply> {
    const [statuses, { now }] = await Promise.all([this.gpus.read.all(), this.monitoring.state.read()]);
    return gpuLockHealth(statuses, now);
  }

  @ApiOperation({ summary: 'Every GPU that a worker ever announced' })
  @ApiOkResponse({ type: Gpus })
  @Needs('read')
  @Get('v1/gpus')
  all(): Promise<Gpus> {
    return this.gpus.all();
  }

  @ApiOperation({ summary: 'Take a GPU from its holder: what runs on it is killed and confirmed gone first' })
  @ApiOkResponse({ type: ReleaseReply })
  @HttpCode(200)
  @Needs('admin')
  @AuditsItself()
  @Post('api/v1/monitoring/lock/release')
  async release(@FromCaller() caller: Caller, @Body() { lock_key, task_name }: ReleaseRequest): Promise<ReleaseReply> {
    const result = await this.gpus.release(lock_key, task_name, caller.actor);
    const success = result === 'released';
    const message = result === 'released' || result === 'not held' ? `${lock_key} is ${result}` : result;
    return { success, message, lock_key, task_name };
  }
}
