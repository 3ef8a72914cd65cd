import { Module } from '@nestjs/common';
import { CodeTasks, NodeDesk, NodeScripts, Nodes } from '@switchyard/nodes';
import { Keys, RedisConnection } from '@switchyard/redis';
import { GatewaySettings } from '../gateway.settings';
import { TasksModule } from '../tasks/tasks.module';
import { AgentsController } from './agents.controller';
import { CodeTasksController } from './code-tasks.controller';
import { CodeTasksService } from './code-tasks.service';
import { LentFiles } from './lent-files';
import { LentServices } from './lent-services';
import { NodeUpdatesGateway } from './node-updates.gateway';
import { NodeMetrics } from './node-metrics';
import { NodeWatch } from './node-watch';
import { NodesController } from './nodes.controller';
import { ServicesController } from './services.controller';
import { WorkRequests } from './work-requests';

@Module({
  imports: [TasksModule],
  exports: [CodeTasks, Nodes],
  controllers: [CodeTasksController, NodesController, AgentsController, ServicesController],
  providers: [
    ...[CodeTasksService, LentFiles, LentServices, NodeMetrics, NodeUpdatesGateway, NodeWatch, WorkRequests],
    {
      provide: NodeScripts,
      inject: [RedisConnection, Keys],
      useFactory: ({ client }: RedisConnection, keys: Keys) => new NodeScripts(client, keys),
    },
    { provide: Nodes, inject: [NodeScripts], useFactory: (scripts: NodeScripts) => new Nodes(scripts) },
    {
      provide: CodeTasks,
      inject: [NodeScripts, GatewaySettings],
      useFactory: (scripts: NodeScripts, { stateTtl }: GatewaySettings) => new CodeTasks(scripts, stateTtl * 1000),
    },
    {
      provide: NodeDesk,
      inject: [NodeScripts, GatewaySettings],
      useFactory: (scripts: NodeScripts, { nodeTimeout, stateTtl, maxNodes }: GatewaySettings) =>
        new NodeDesk(scripts, { timeoutMs: nodeTimeout * 1000, ttlMs: stateTtl * 1000, mostNodes: maxNodes }),
    },
  ],
})
export class NodesModule {}
