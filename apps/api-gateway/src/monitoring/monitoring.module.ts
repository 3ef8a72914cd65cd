import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller';
import { GpuController } from './gpu.controller';
import { GpuService } from './gpu.service';
import { MonitoringHealthController } from './health.controller';
import { HeartbeatsController } from './heartbeats.controller';
import { HeartbeatsService } from './heartbeats.service';
import { MonitorController } from './monitor.controller';
import { MonitoringService } from './monitoring.service';
import { TimeoutsController } from './timeouts.controller';

@Module({
  exports: [GpuService, MonitoringService],
  controllers: [
    GpuController,
    MonitorController,
    HeartbeatsController,
    TimeoutsController,
    MonitoringHealthController,
    AuditController,
  ],
  providers: [MonitoringService, GpuService, HeartbeatsService],
})
export class MonitoringModule {}
