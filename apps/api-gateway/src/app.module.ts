import { Module } from '@nestjs/common';
import { FilesModule } from './files/files.module';
import { gatewayChecks } from './health/gateway-checks';
import { HealthModule } from './health/health.module';
import { MonitoringModule } from './monitoring/monitoring.module';
import { RecordedOutputsModule } from './files/recorded-outputs.module';
import { RedisRisks } from './redis-risks';
import { TasksModule } from './tasks/tasks.module';

/** The whole gateway, on top of the platform module. */
@Module({
  imports: [HealthModule.forRoot(gatewayChecks), RecordedOutputsModule, FilesModule, TasksModule, MonitoringModule],
  providers: [RedisRisks],
})
export class AppModule {}
