import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { INestApplication, WebSocketAdapter, WsMessageHandler } from '@nestjs/common';
import { RequestError, httpStatusOf } from '@switchyard/contracts';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { SOCKET_PROTOCOL, type Admission } from '../access/socket-access';
import { answerOnSocket } from '../http/fastify-options';
import { toRequestError } from '../http/to-request-error';
import { servePlainly } from './other-upgrades';
import { SocketReader } from './socket-reader';

/** Clients say no more than `ping`. */
const MOST_BYTES_OF_A_MESSAGE = 4096;
const PING_EVERY_MS = 30_000;
const CHECK_EVERY_MS = 500;
/** What a client that does not answer a close gets. */
const CLOSE_WITHIN_MS = 500;
const GOING_AWAY = 1001;

/** Lets a request become a WebSocket, or throws a RequestError. */
export type Admit = (request: IncomingMessage) => Promise<Admission>;

/** What the path of a socket names, and its query. */
export type SocketParameters = Record<string, string>;

interface Subscribable {
  subscribe(next: (value: unknown) => void): unknown;
}

/**
 * The WebSockets of the gateways of this app (`@WebSocketGateway({ path: '/ws/runs/:id/events' })`) on its HTTP server.
 * `handleConnection` gets the socket, the request and the parameters of path and query. Messages are JSON with a `type`.
 */
export class SocketAdapter implements WebSocketAdapter<WebSocketServer, WebSocket, { path?: string }> {
  private readonly httpServer: Server;
  private readonly paths: { fits: RegExp; server: WebSocketServer }[] = [];
  private readonly silent = new WeakSet<WebSocket>();
  private readonly admissions = new WeakMap<WebSocket, Admission>();
  private checking: NodeJS.Timeout | undefined;
  private pinging: NodeJS.Timeout | undefined;

  constructor(
    app: INestApplication,
    private readonly admit: Admit,
  ) {
    this.httpServer = app.getHttpServer() as Server;
  }

  create(_port: number, { path = '' }: { path?: string } = {}): WebSocketServer {
    const server = new WebSocketServer({
      noServer: true,
      maxPayload: MOST_BYTES_OF_A_MESSAGE,
      handleProtocols: (offered) => offered.has(SOCKET_PROTOCOL) && SOCKET_PROTOCOL,
    });
    if (this.paths.length === 0) this.begin();
    this.paths.push({ fits: patternOf(path), server });
    return server;
  }

  bindMessageHandlers(
    client: WebSocket,
    handlers: WsMessageHandler[],
    transform: (data: unknown) => Subscribable,
  ): void {
    client.on('error', () => undefined); // its end follows
    client.on('pong', () => this.silent.delete(client));
    client.on('message', (data: RawData) => {
      const handler = handlers.find(({ message }) => message === typeOf(data));
      if (!handler) return;
      transform(handler.callback(undefined)).subscribe((reply) => client.send(JSON.stringify(reply)));
    });
  }

  bindClientConnect(server: WebSocketServer, callback: (...args: unknown[]) => void): void {
    server.on('connection', callback);
  }

  bindClientDisconnect(client: WebSocket, callback: (...args: unknown[]) => void): void {
    client.on('close', callback);
  }

  /** Clients hear that they have to go on elsewhere. */
  async close(server: WebSocketServer): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const client of server.clients) client.close(GOING_AWAY, 'the gateway ends');
    const late = setTimeout(() => server.clients.forEach((client) => client.terminate()), CLOSE_WITHIN_MS);
    await closed;
    clearTimeout(late);
  }

  async dispose(): Promise<void> {
    clearInterval(this.pinging);
    clearInterval(this.checking);
  }

  private begin(): void {
    const { httpServer } = this;
    httpServer.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      if (request.headers.upgrade?.toLowerCase() === 'websocket') void this.upgrade(request, socket, head);
      else servePlainly(httpServer, request, socket, head);
    });
    this.pinging = setInterval(() => this.ping(), PING_EVERY_MS).unref();
    this.checking = setInterval(() => this.endRevoked(), CHECK_EVERY_MS).unref();
  }

  private async upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const admitted = await this.admit(request).catch((error: unknown) => toRequestError(error) ?? unchecked());
    const refusal = admitted instanceof RequestError ? admitted : this.accept(request, socket, head, admitted);
    if (!refusal) return;
    const status = httpStatusOf(refusal);
    answerOnSocket(socket, refusal, `${status} ${STATUS_CODES[status] ?? ''}`);
    socket.destroySoon();
  }

  private accept(
    request: IncomingMessage,
    socket: Socket,
    head: Buffer,
    admission: Admission,
  ): RequestError | undefined {
    const [path = '', query] = (request.url ?? '').split('?', 2);
    for (const { fits, server } of this.paths) {
      const found = fits.exec(path);
      if (!found) continue;
      const parameters = { ...Object.fromEntries(new URLSearchParams(query)), ...found.groups };
      server.handleUpgrade(request, socket, head, (client) => {
        this.admissions.set(client, admission);
        admission.caller.act(() => server.emit('connection', client, request, parameters));
      });
      return undefined;
    }
    return new RequestError('ROUTE_NOT_FOUND', 'no such WebSocket', `${path.slice(0, 200)} is not the path of one`);
  }

  /** A peer that vanished says nothing; browsers cannot see pings of the protocol, so they get a message too. */
  private ping(): void {
    for (const client of this.clients()) {
      if (this.silent.has(client)) {
        client.terminate();
        continue;
      }
      this.silent.add(client);
      client.ping();
      client.send('{"type":"ping"}');
    }
  }

  /** A key that is revoked or has expired opens nothing any longer, and keeps nothing open. */
  private endRevoked(): void {
    for (const client of this.clients()) {
      if (client.readyState !== client.OPEN || this.admissions.get(client)?.holds() !== false) continue;
      new SocketReader(client).refuse(
        new RequestError('UNAUTHORIZED', 'the key is not valid any more', 'it was revoked or has expired'),
      );
    }
  }

  private clients(): WebSocket[] {
    return this.paths.flatMap(({ server }) => [...server.clients]);
  }
}

function typeOf(data: RawData): unknown {
  try {
    const message: unknown = JSON.parse((data as Buffer).toString());
    return typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined;
  } catch {
    return undefined; // not a message of ours
  }
}

/** `/ws/runs/:id/events` as a pattern whose groups are the parameters. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);

const unchecked = (): RequestError =>
  new RequestError(
    'RESOURCE_UNAVAILABLE',
    'not available right now',
    'the request could not be checked; try again soon',
  );
