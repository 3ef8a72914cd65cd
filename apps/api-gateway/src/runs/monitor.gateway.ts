import type { IncomingMessage } from 'node:http';
import { Inject } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import { LOGGER, type Logger } from '@switchyard/observability';
import type { WebSocket } from 'ws';
import { refusalOf } from '../http/to-request-error';
import { SocketReader } from '../sockets/socket-reader';
import { OpenStreams } from '../tasks/open-streams';
import { MonitorFeed } from './monitor-feed';

/** Everything that changes: a snapshot, then changes, merged to a few frames a second. */
@WebSocketGateway({ path: '/ws/monitor' })
export class MonitorGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    private readonly feed: MonitorFeed,
    private readonly streams: OpenStreams,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  @SubscribeMessage('ping')
  pong(): { type: string } {
    return { type: 'pong' };
  }

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    const reader = new SocketReader(socket);
    try {
      const address = request.socket.remoteAddress;
      this.streams.admit(address);
      reader.onClose(this.streams.hold(address));
      this.feed.add(reader);
    } catch (error) {
      reader.refuse(refusalOf(error, this.log, { socket: 'monitor' }));
    }
  }
}
