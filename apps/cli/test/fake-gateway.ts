import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Answer = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

export type Opening = (socket: WebSocket, path: string) => void;

/** Answers like the gateway, as one test wants it. */
export class FakeGateway {
  readonly seen: SeenRequest[] = [];
  private readonly answers = new Map<string, Answer>();
  private readonly openings = new Map<string, Opening>();
  private readonly sockets = new WebSocketServer({ noServer: true });

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeGateway> {
    const server = createServer();
    const gateway = new FakeGateway(server);
    server.on('request', (request, response) => void gateway.serve(request, response));
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) =>
      gateway.open(request, socket, head),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** @param route method and path without query, e.g. `GET /v1/tasks` */
  on(route: string, answer: Answer | object, status = 200): this {
    const given: Answer = (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    };
    this.answers.set(route, typeof answer === 'function' ? (answer as Answer) : given);
    return this;
  }

  /** @param open called for each WebSocket of this path */
  onSocket(path: string, open: Opening): this {
    this.openings.set(path, open);
    return this;
  }

  refuse(route: string, status: number, error: { code: string; message: string; details?: unknown }): this {
    return this.on(route, { error }, status);
  }

  requestsTo(route: string): SeenRequest[] {
    return this.seen.filter(({ method, path }) => `${method} ${path.split('?')[0]}` === route);
  }

  reset(): void {
    this.seen.length = 0;
    this.answers.clear();
    this.openings.clear();
    for (const socket of this.sockets.clients) socket.terminate();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private open(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const { url: path = '', headers } = request;
    this.seen.push({ method: 'WS', path, headers, body: '' });
    const opening = this.openings.get(path.split('?')[0] ?? '');
    if (opening) this.sockets.handleUpgrade(request, socket, head, (client) => opening(client, path));
    else socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = '', url: path = '', headers } = request;
    const seen = { method, path, headers, body: Buffer.concat(parts).toString() };
    this.seen.push(seen);
    const answer = this.answers.get(`${method} ${path.split('?')[0]}`);
    if (answer) return answer(seen, response);
    const error = { code: 'ROUTE_NOT_FOUND', message: 'no such route', details: `${method} ${path} is not a route` };
    response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
  }
}
