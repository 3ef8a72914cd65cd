import { Module, type DynamicModule } from '@nestjs/common';
import { Metrics, MetricsModule } from '@switchyard/observability';
import { FilesModule } from './files/files.module';
import { GatewaySettings } from './gateway.settings';
import { gatewayChecks } from './health/gateway-checks';
import { HealthModule } from './health/health.module';
import { MonitoringModule } from './monitoring/monitoring.module';
import { PlatformModule } from './platform.module';
import { RecordedOutputsModule } from './files/recorded-outputs.module';
import { TasksModule } from './tasks/tasks.module';

/** The whole gateway. */
@Module({})
export class AppModule {
  static forRoot(settings: GatewaySettings): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        PlatformModule,
        MetricsModule.forRoot(new Metrics()),
        HealthModule.forRoot(gatewayChecks),
        RecordedOutputsModule,
        FilesModule,
        TasksModule,
        MonitoringModule,
      ],
      providers: [{ provide: GatewaySettings, useValue: settings }],
      exports: [GatewaySettings],
    };
  }
}
