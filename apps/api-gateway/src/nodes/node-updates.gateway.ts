import type { IncomingMessage } from 'node:http';
import { Inject } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import { LOGGER, type Logger } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import type { WebSocket } from 'ws';
import { Caller } from '../access/caller';
import { refusalOf } from '../http/to-request-error';
import { SocketReader } from '../sockets/socket-reader';
import { OpenStreams } from '../tasks/open-streams';

/** Frames do not wait for a reader that has not taken so much. */
const MOST_UNREAD_BYTES = 4 * 1024 ** 2;

/** Every change of a node or of a code task, as it comes: `{event, data: {task_id, status, node_id}}`. */
@WebSocketGateway({ path: '/ws/updates' })
export class NodeUpdatesGateway implements OnGatewayConnection<WebSocket> {
  private readonly readers = new Map<SocketReader, Caller>();

  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
    private readonly streams: OpenStreams,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  @SubscribeMessage('ping')
  pong(): { type: string } {
    return { type: 'pong' };
  }

  async handleConnection(socket: WebSocket, request: IncomingMessage): Promise<void> {
    const reader = new SocketReader(socket);
    try {
      const address = request.socket.remoteAddress;
      this.streams.admit(address);
      reader.onClose(this.streams.hold(address));
      reader.onClose(() => this.remove(reader));
      this.readers.set(reader, Caller.current);
      if (this.readers.size === 1) this.redis.subscriber.on('message', this.pass);
      await this.redis.subscriber.subscribe(this.keys.nodeUpdates);
    } catch (error) {
      reader.refuse(refusalOf(error, this.log, { socket: 'updates' }));
    }
  }

  private remove(reader: SocketReader): void {
    this.readers.delete(reader);
    if (this.readers.size > 0) return;
    this.redis.subscriber.off('message', this.pass);
    void this.redis.subscriber.unsubscribe(this.keys.nodeUpdates).catch(() => undefined); // a closed connection hears nothing
  }

  private readonly pass = (channel: string, message: string): void => {
    if (channel !== this.keys.nodeUpdates) return;
    const { event, data, owner } = JSON.parse(message) as { event: string; data: object; owner?: string };
    const frame = JSON.stringify({ event, data });
    for (const [reader, caller] of this.readers) {
      if (owner !== undefined && !caller.sees(owner || null)) continue;
      if (reader.unreadBytes > MOST_UNREAD_BYTES) reader.closeSlow('connect again');
      else void reader.send(frame, 'connect again');
    }
  };
}
