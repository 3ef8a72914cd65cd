import { Inject, Injectable } from '@nestjs/common';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { LOGGER, type Logger } from '@switchyard/observability';
import { version } from '../../../package.json';
import type { Caller } from '../../access/caller';
import { toRequestError } from '../../http/to-request-error';
import { McpFiles } from './mcp-files';
import { McpTools } from './mcp-tools';

const INSTRUCTIONS =
  'Each tool is a task of Switchyard. Files are named by paths /share/…; outputs are resources. ' +
  'A task that takes long is answered with its id: ask again with get_task.';

/** Makes the MCP server of one client. */
@Injectable()
export class McpServers {
  constructor(
    private readonly tools: McpTools,
    private readonly files: McpFiles,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async make(caller: Caller): Promise<Server> {
    const [{ Server }, types] = await Promise.all([
      import('@modelcontextprotocol/sdk/server/index.js'),
      import('@modelcontextprotocol/sdk/types.js'),
    ]);
    const server = new Server(
      { name: 'switchyard', version },
      { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
    );
    server.setRequestHandler(types.ListToolsRequestSchema, () => ({ tools: this.tools.list() }));
    server.setRequestHandler(types.CallToolRequestSchema, ({ params }, { signal, sendNotification }) => {
      const token = params._meta?.progressToken;
      const onProgress = async (progress: number, message?: string): Promise<void> => {
        if (token === undefined) return;
        const told = { progressToken: token, progress, total: 1, message };
        await sendNotification({ method: 'notifications/progress', params: told });
      };
      return this.tools.call(params.name, params.arguments ?? {}, { signal, onProgress, caller });
    });
    server.setRequestHandler(types.ListResourcesRequestSchema, ({ params }) => this.told(this.files.list(params?.cursor)));
    server.setRequestHandler(types.ReadResourceRequestSchema, ({ params }) => this.told(this.files.read(params.uri)));
    return server;
  }

  /** An error is told in words, without what is internal. */
  private async told<T>(work: Promise<T>): Promise<T> {
    const { ErrorCode, McpError } = await import('@modelcontextprotocol/sdk/types.js');
    return work.catch((error: unknown) => {
      const known = toRequestError(error);
      if (known) throw new McpError(ErrorCode.InvalidParams, known.message, known.details);
      this.log.error({ event: 'mcp.failed', err: error });
      throw new McpError(ErrorCode.InternalError, 'something went wrong here');
    });
  }
}
