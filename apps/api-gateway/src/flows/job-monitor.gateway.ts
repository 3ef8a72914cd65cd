import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway, type OnGatewayConnection } from '@nestjs/websockets';
import { InvalidRequestError, validateText } from '@switchyard/contracts';
import { JobMonitor, JobReader, isJobOver, type JobMonitoringData } from '@switchyard/flows';
import { LOGGER, type Logger } from '@switchyard/observability';
import { RedisConnection } from '@switchyard/redis';
import type { WebSocket } from 'ws';
import { refusalOf } from '../http/to-request-error';
import type { SocketParameters } from '../sockets/socket-adapter';
import { SocketReader } from '../sockets/socket-reader';
import { Bell, listen } from '../tasks/event-feed';
import { OpenStreams } from '../tasks/open-streams';
import { framesBetween, type JobFrame } from './job-frames';
import { OwnJobs } from './own-jobs';
import { JobParams } from './requests';

/** Changes within so long are one frame of each kind. */
const MERGE_MS = 100;
const RESUME = 'connect again for a snapshot';

/** How a job, its routines and its slots are doing: a snapshot, then what changes; closed at its end. */
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

  async handleConnection(socket: WebSocket, request: IncomingMessage, { id }: SocketParameters): Promise<void> {
    const reader = new SocketReader(socket);
    try {
      const found = validateText(JobParams, { id });
      if (!found.ok) throw new InvalidRequestError(found.problems);
      const address = request.socket.remoteAddress;
      this.streams.admit(address);
      reader.onClose(this.streams.hold(address));
      await this.stream(reader, found.value.id);
    } catch (error) {
      reader.refuse(refusalOf(error, this.log, { socket: 'jobs', job_id: id }));
    }
  }

  private async stream(reader: SocketReader, id: string): Promise<void> {
    const bell = new Bell();
    const unlisten = listen(this.redis.subscriber, this.reader.keys.flowJob(id), () => bell.ring());
    reader.onClose(() => bell.ring());
    try {
      await this.follow(reader, id, bell);
    } finally {
      unlisten();
    }
  }

  private async follow(reader: SocketReader, id: string, bell: Bell): Promise<void> {
    let before: JobMonitoringData | undefined;
    let alertsUpTo = 0;
    while (!reader.closed) {
      const job = await this.jobs.get(id);
      const now = await this.monitor.of(job);
      const begin = [
        { type: 'snapshot', data: now },
        ...(isJobOver(job.status) ? [] : [{ type: 'job_started', data: { job_id: id, flow_id: job.flow_id } }]),
      ];
      const alerts = await this.alerts(id, alertsUpTo);
      for (const frame of [...(before ? framesBetween(before, now) : begin), ...alerts])
        await reader.send(JSON.stringify({ ...frame, seq: job.seq, timestamp: now.updated_at }), RESUME);
      if (isJobOver(job.status)) return reader.done();
      [before, alertsUpTo] = [now, job.seq];
      await sleep(MERGE_MS);
      await bell.next();
    }
  }

  private async alerts(id: string, afterSeq: number): Promise<JobFrame[]> {
    const events = await this.reader.events(id, afterSeq, 1000);
    return events
      .filter(({ payload }) => 'alert' in payload)
      .map(({ seq, payload }) => ({ type: 'alert', data: { seq, ...payload } }));
  }
}
