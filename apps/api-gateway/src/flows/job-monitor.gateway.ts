import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import { IntegerField, InvalidRequestError, validateText } from '@switchyard/contracts';
import { JobMonitor, JobReader, isJobOver, type JobMonitoringData } from '@switchyard/flows';
import { LOGGER, type Logger } from '@switchyard/observability';
import { RedisConnection } from '@switchyard/redis';
import type { WebSocket } from 'ws';
import { refusalOf } from '../http/to-request-error';
import type { SocketParameters } from '../sockets/socket-adapter';
import { SocketReader } from '../sockets/socket-reader';
import { Bell, listen } from '../tasks/event-feed';
import { OpenStreams } from '../tasks/open-streams';
import { frameOfEvent, framesBetween, type JobFrame } from './job-frames';
import { OwnJobs } from './own-jobs';
import { JobParams } from './requests';

/** Changes within so long are one frame of each kind. */
const MERGE_MS = 100;
/** An engine that dies announces nothing, and an announcement may be missed while Redis is away. */
const LOOK_EVERY_MS = 2000;
const MOST_EVENTS = 500;

/** What `/ws/jobs/{id}/monitor` is asked for. */
class JobWatching extends JobParams {
  @IntegerField({ description: 'only events after the one of this number', minimum: 0, maximum: 1e12 })
  from_seq = 0;
}

/**
 * How a job, its routines and its slots are doing: a snapshot, then what changes; closed at its end. Each frame has the number of
 * the last event before it: `from_seq` goes on after that event.
 */
@WebSocketGateway({ path: '/ws/jobs/:id/monitor' })
export class JobMonitorGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    private readonly jobs: OwnJobs,
    private readonly monitor: JobMonitor,
    private readonly reader: JobReader,
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
      const found = validateText(JobWatching, parameters);
      if (!found.ok) throw new InvalidRequestError(found.problems);
      const address = request.socket.remoteAddress;
      this.streams.admit(address);
      reader.onClose(this.streams.hold(address));
      await this.stream(reader, found.value);
    } catch (error) {
      reader.refuse(refusalOf(error, this.log, { socket: 'jobs', job_id: parameters['id'] }));
    }
  }

  private async stream(reader: SocketReader, { id, from_seq }: JobWatching): Promise<void> {
    const bell = new Bell();
    const unlisten = listen(this.redis.subscriber, this.reader.keys.flowJob(id), () => bell.ring());
    reader.onClose(() => bell.ring());
    const looks = setInterval(() => bell.ring(), LOOK_EVERY_MS);
    try {
      await this.follow(reader, id, from_seq, bell);
    } finally {
      clearInterval(looks);
      unlisten();
    }
  }

  private async follow(reader: SocketReader, id: string, fromSeq: number, bell: Bell): Promise<void> {
    let before: JobMonitoringData | undefined;
    let seq = fromSeq;
    while (!reader.closed) {
      const job = await this.jobs.get(id);
      const now = await this.monitor.of(job);
      const events = await this.reader.events(id, seq, MOST_EVENTS);
      const send = (frame: JobFrame, timestamp = now.updated_at): Promise<void> =>
        reader.send(JSON.stringify({ ...frame, seq, timestamp }), `go on with from_seq=${seq}`);
      for (const frame of before ? framesBetween(before, now) : [{ type: 'snapshot', data: now }]) await send(frame);
      const [first] = events;
      if (first && first.seq > seq + 1) await send({ type: 'gap', data: { first_seq: first.seq } });
      for (const event of events) {
        seq = event.seq;
        const frame = frameOfEvent(job, event);
        if (frame) await send(frame, event.timestamp);
      }
      if (isJobOver(job.status) && events.length < MOST_EVENTS) return reader.done();
      before = now;
      if (events.length === MOST_EVENTS) continue;
      await sleep(MERGE_MS);
      await bell.next();
    }
  }
}
