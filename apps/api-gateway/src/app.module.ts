import { Module } from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { AccessStoreModule } from './access/access-store.module';
import { AsrWebserviceModule } from './compat/asr-webservice/asr-webservice.module';
import { McpModule } from './compat/mcp/mcp.module';
import { OpenAiModule } from './compat/openai/openai.module';
import { FilesModule } from './files/files.module';
import { FlowsModule } from './flows/flows.module';
import { GATEWAY_INDICATORS } from './health/gateway-indicators';
import { MonitoringModule } from './monitoring/monitoring.module';
import { NodesModule } from './nodes/nodes.module';
import { RecordedOutputsModule } from './files/recorded-outputs.module';
import { QueuesModule } from './queues/queues.module';
import { RunsModule } from './runs/runs.module';
import { TasksModule } from './tasks/tasks.module';
import { WorkersController } from './workers/workers.controller';

/** The whole gateway, on top of the platform module. */
@Module({
  imports: [
    AccessStoreModule,
    AccessModule,
    RecordedOutputsModule,
    FilesModule,
    TasksModule,
    FlowsModule,
    OpenAiModule,
    AsrWebserviceModule,
    McpModule,
    MonitoringModule,
    NodesModule,
    RunsModule,
    QueuesModule,
  ],
  controllers: [WorkersController],
  providers: GATEWAY_INDICATORS,
})
export class AppModule {}
