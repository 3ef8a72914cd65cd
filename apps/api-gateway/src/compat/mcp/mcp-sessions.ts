import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { RequestError } from '@switchyard/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller } from '../../access/caller';
import { McpServers } from './mcp-servers';

export const SESSION_HEADER = 'mcp-session-id';

/** The client that has used its session least lately makes room for a new one. */
const MOST_SESSIONS = 1000;

interface Session {
  transport: StreamableHTTPServerTransport;
  owner: string | undefined;
}

/** The conversations of MCP clients with this gateway. A client whose session is not known here begins a new one. */
@Injectable()
export class McpSessions implements OnModuleDestroy {
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly servers: McpServers) {}

  async handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const caller = Caller.current;
    const id = request.headers[SESSION_HEADER];
    const { transport } = typeof id === 'string' ? this.known(id, caller) : await this.begin(caller);
    reply.hijack();
    await transport.handleRequest(request.raw, reply.raw, request.body);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.sessions.values()].map(({ transport }) => transport.close()));
  }

  private known(id: string, { owner }: Caller): Session {
    const session = this.sessions.get(id);
    if (session?.owner !== owner || !session)
      throw new RequestError(
        'ROUTE_NOT_FOUND',
        'no such session',
        'begin a new one: initialize without mcp-session-id',
      );
    this.sessions.delete(id);
    this.sessions.set(id, session);
    return session;
  }

  private async begin(caller: Caller): Promise<Session> {
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => this.keep(id, { transport, owner: caller.owner }),
      onsessionclosed: (id) => void this.sessions.delete(id),
    });
    await this.servers.make(caller).connect(transport);
    return { transport, owner: caller.owner };
  }

  private keep(id: string, session: Session): void {
    this.sessions.set(id, session);
    const [oldest] = this.sessions;
    if (this.sessions.size <= MOST_SESSIONS || !oldest) return;
    this.sessions.delete(oldest[0]);
    void oldest[1].transport.close();
  }
}
