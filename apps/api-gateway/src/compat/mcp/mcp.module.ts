import { Module } from '@nestjs/common';
import { FilesModule } from '../../files/files.module';
import { TasksModule } from '../../tasks/tasks.module';
import { TaskWaits } from '../task-call';
import { McpFiles } from './mcp-files';
import { McpServers } from './mcp-servers';
import { McpSessions } from './mcp-sessions';
import { McpTools } from './mcp-tools';
import { McpController } from './mcp.controller';

/** Tasks as the tools of agents. */
@Module({
  imports: [FilesModule, TasksModule],
  controllers: [McpController],
  providers: [McpFiles, McpServers, McpSessions, McpTools, TaskWaits],
})
export class McpModule {}
