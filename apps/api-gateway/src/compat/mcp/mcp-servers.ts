import { Inject, Injectable } from '@nestjs/common';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
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

  make(caller: Caller): Server {
    const server = new Server(
      { name: 'switchyard', version },
      { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
    );
    server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: this.tools.list() }));
    server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal, sendNotification }) => {
      const token = params._meta?.progressToken;
      const onProgress = async (progress: number, message?: string): Promise<void> => {
        if (token === undefined) return;
        const told = { progressToken: token, progress, total: 1, message };
        await sendNotification({ method: 'notifications/progress', params: told });
      };
      return caller.act(() => this.tools.call(params.name, params.arguments ?? {}, { signal, onProgress }));
    });
    server.setRequestHandler(ListResourcesRequestSchema, ({ params }) =>
      caller.act(() => this.told(this.files.list(params?.cursor))),
    );
    server.setRequestHandler(ReadResourceRequestSchema, ({ params }) =>
      caller.act(() => this.told(this.files.read(params.uri))),
    );
    return server;
  }

  /** An error is told in words, without what is internal. */
  private async told<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      const known = toRequestError(error);
      if (known) throw new McpError(ErrorCode.InvalidParams, known.message, known.details);
      this.log.error({ event: 'mcp.failed', err: error });
      throw new McpError(ErrorCode.InternalError, 'something went wrong here');
    });
  }
}
