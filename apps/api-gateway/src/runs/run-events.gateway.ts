import type { IncomingMessage } from 'node:http';
import { Inject } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import { InvalidRequestError, IntegerField, validateText, type TaskEvent } from '@switchyard/contracts';
import { LOGGER, type Logger } from '@switchyard/observability';
import { RedisConnection } from '@switchyard/redis';
import type { WebSocket } from 'ws';
import { refusalOf } from '../http/to-request-error';
import type { SocketParameters } from '../sockets/socket-adapter';
import { SocketReader } from '../sockets/socket-reader';
import { OpenStreams } from '../tasks/open-streams';
import { TaskIdField } from '../tasks/task-fields';
import { followRun } from './follow-run';
import { RunsService } from './runs.service';

/** What `/ws/runs/{id}/events` is asked for. */
class Following {
  @TaskIdField({ description: 'id of the run' })
  id!: string;

  @IntegerField({ description: 'only events after the one of this number', minimum: 0, maximum: 1e12 })
  from_seq = 0;
}

/** The events of one run: those that are kept, then the new ones; closed at its end. */
@WebSocketGateway({ path: '/ws/runs/:id/events' })
export class RunEventsGateway implements OnGatewayConnection<WebSocket> {
  readers = 0;
  eventsSent = 0;

  constructor(
    private readonly runs: RunsService,
    private readonly redis: RedisConnection,
    private readonly streams: OpenStreams,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  @SubscribeMessage('ping')
  pong(): { type: string } {
    return { type: 'pong' };
  }

  async handleConnection(socket: WebSocket, request: IncomingMessage, parameters: SocketParameters): Promise<void> {
    const reader = new SocketReader(socket);
    try {
      const { id, from_seq } = checked(parameters);
      const address = request.socket.remoteAddress;
      this.streams.admit(address);
      reader.onClose(this.streams.hold(address));
      this.readers += 1;
      reader.onClose(() => (this.readers -= 1));
      await this.stream(reader, id, from_seq);
    } catch (error) {
      reader.refuse(refusalOf(error, this.log, { socket: 'runs', run_id: parameters['id'] }));
    }
  }

  private async stream(reader: SocketReader, id: string, afterSeq: number): Promise<void> {
    const gone = new AbortController();
    reader.onClose(() => gone.abort());
    const { source } = await this.runs.find(id);
    const parts = followRun(this.redis.subscriber, { source, id, afterSeq, signal: gone.signal });
    let seq = afterSeq;
    for (let part = await parts.next(); !gone.signal.aborted; part = await parts.next()) {
      if (part.done) {
        const data = { status: 'done', finished_at: part.value?.end_time ?? null, state: part.value?.state };
        await reader.send(JSON.stringify({ type: 'status', data }), `go on with from_seq=${seq}`);
        return reader.done();
      }
      const { missingTo, events } = part.value;
      if (missingTo !== undefined) await reader.send(gapFrame(missingTo + 1), `go on with from_seq=${seq}`);
      for (const event of events) {
        await reader.send(frameOf(event), `go on with from_seq=${seq}`);
        seq = event.seq;
        this.eventsSent += 1;
      }
    }
    await parts.return(undefined);
  }
}

function checked(parameters: SocketParameters): Following {
  const found = validateText(Following, parameters);
  if (!found.ok) throw new InvalidRequestError(found.problems);
  return found.value;
}

const gapFrame = (first_seq: number): string => JSON.stringify({ type: 'gap', data: { first_seq } });

/** Made once an event, however many read it. */
const frames = new WeakMap<TaskEvent, string>();

function frameOf(event: TaskEvent): string {
  const known = frames.get(event);
  if (known !== undefined) return known;
  const frame = JSON.stringify({ type: 'event', data: event });
  frames.set(event, frame);
  return frame;
}
