import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { RedisConnection } from '@switchyard/redis';
import { TaskStore } from '@switchyard/task-store';
import type { FastifyReply } from 'fastify';
import { QueryOf, parsedQuery } from '../http/query';
import { nothingIsLeft, streamEvents, type StreamTarget } from './event-stream';
import { OpenStreams } from './open-streams';
import { EventsQuery } from './queries';
import { EventList } from './replies';
import { notFound } from './tasks.controller';

const EVENTS = {
  'application/json': { schema: { $ref: getSchemaPath(EventList) } },
  'text/event-stream': { schema: { type: 'string' } },
};

/** The events of a task, as a list or live. */
@ApiTags('Tasks')
@Controller('v1/tasks')
export class EventsController {
  constructor(
    @Inject(TaskStore) private readonly store: TaskStore,
    @Inject(RedisConnection) private readonly redis: RedisConnection,
    @Inject(OpenStreams) private readonly streams: OpenStreams,
  ) {}

  @ApiOperation({ summary: 'Events of a task, as a list or live (text/event-stream)' })
  @QueryOf(EventsQuery)
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'as `after_seq`, and goes before it' })
  @ApiExtraModels(EventList)
  @ApiOkResponse({ description: 'a list, or a stream that ends with the task', content: EVENTS })
  @ApiNoContentResponse({ description: 'no stream: the task has ended and has no more events' })
  @Get(':id/events')
  async events(
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @Headers() headers: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = headers['last-event-id'] ? { after_seq: headers['last-event-id'] } : {};
    const { after_seq: after, limit } = parsedQuery(EventsQuery, { ...query, ...seen });
    if (!(await this.store.read.summary(id))) throw notFound(id);
    if (!headers['accept']?.includes('text/event-stream')) {
      await reply.send({ task_id: id, events: await this.store.read.events(id, after, limit) });
    } else if (await nothingIsLeft(this.store, id, after)) {
      await reply.status(204).send(); // a browser would take the end of a stream for a reason to ask again
    } else {
      reply.hijack();
      await this.stream(id, after, reply.raw);
    }
  }

  private async stream(id: string, after: number, response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'close', // the server need not wait for a reader to hang up
    });
    response.flushHeaders();
    this.streams.add(response);
    try {
      await streamEvents(this.store, this.redis, id, after, targetOf(response));
    } catch {
      // The reply has begun, so no error can be sent: the client sees the end and resumes with Last-Event-ID.
    } finally {
      response.end();
    }
  }
}

const targetOf = (response: ServerResponse): StreamTarget => ({
  write: (text) => response.writableEnded || response.write(text),
  drained: async () => {
    if (!response.destroyed) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  },
  get closed() {
    return response.destroyed || response.writableEnded;
  },
  onClose: (listener) => void response.once('close', listener),
});
