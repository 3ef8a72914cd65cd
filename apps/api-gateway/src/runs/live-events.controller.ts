import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '../access/needs';
import { OpenStreams } from '../tasks/open-streams';
import { EventStreamReader } from './event-stream-reader';
import { MonitorFeed } from './monitor-feed';
import { RecentEvents } from './replies';
import { RunsService } from './runs.service';

const EVENTS = {
  'application/json': { schema: { $ref: getSchemaPath(RecentEvents) } },
  'text/event-stream': { schema: { type: 'string' } },
};

/** The events of all runs that the caller sees, in one stream. */
@ApiTags('Runs')
@Controller('api/v1/monitor/events')
export class LiveEventsController {
  constructor(
    private readonly runs: RunsService,
    private readonly feed: MonitorFeed,
    private readonly streams: OpenStreams,
  ) {}

  @ApiOperation({ summary: 'The latest events of the newest runs, or live those of all runs (text/event-stream)' })
  @ApiExtraModels(RecentEvents)
  @ApiOkResponse({ description: 'a list, newest first, or a stream from now on that does not end', content: EVENTS })
  @Needs('read')
  @Get()
  async events(@Headers('accept') accept: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    if (!accept?.includes('text/event-stream')) return void (await reply.send(await this.runs.recentEvents()));
    const { raw, request } = reply;
    this.streams.admit(request.ip);
    reply.hijack();
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'close', // the server need not wait for a reader to hang up
    });
    raw.flushHeaders();
    this.streams.add(raw, request.ip);
    this.feed.add(new EventStreamReader(raw));
  }
}
