import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { RedisConnection } from '@switchyard/redis';
import { TaskStore } from '@switchyard/task-store';
import type { FastifyReply } from 'fastify';
import { Needs } from '../access/needs';
import { FromHeaders } from '../http/dto';
import { nothingIsLeft, streamEvents, type StreamTarget } from './event-stream';
import { OpenStreams } from './open-streams';
import { OwnTasks } from './own-tasks';
import { EventsQuery, ResumeHeaders, TaskParams } from './queries';
import { EventList } from './replies';

const EVENTS = {
  'application/json': { schema: { $ref: getSchemaPath(EventList) } },
  'text/event-stream': { schema: { type: 'string' } },
};

/** The events of a task, as a list or live. */
@ApiTags('Tasks')
@Controller('v1/tasks')
export class EventsController {
  constructor(
    private readonly tasks: OwnTasks,
    private readonly store: TaskStore,
    private readonly redis: RedisConnection,
    private readonly streams: OpenStreams,
  ) {}

  @ApiOperation({ summary: 'Events of a task, as a list or live (text/event-stream)' })
  @ApiExtraModels(EventList)
  @ApiOkResponse({ description: 'a list, or a stream that ends with the task', content: EVENTS })
  @ApiNoContentResponse({ description: 'no stream: the task has ended and has no more events' })
  @Needs('read')
  @Get(':id/events')
  async events(
    @Param() { id }: TaskParams,
    @Query() { after_seq, limit }: EventsQuery,
    @FromHeaders(ResumeHeaders) { 'Last-Event-ID': after = after_seq }: ResumeHeaders,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.tasks.status(id);
    if (!accept?.includes('text/event-stream')) {
      await reply.send({ task_id: id, events: await this.store.read.events(id, after, limit) });
    } else if (await nothingIsLeft(this.store, id, after)) {
      await reply.status(204).send(); // a browser would take the end of a stream for a reason to ask again
    } else {
      this.streams.admit(reply.request.ip);
      reply.hijack();
      await this.stream(id, after, reply);
    }
  }

  private async stream(id: string, after: number, { raw: response, request }: FastifyReply): Promise<void> {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'close', // the server need not wait for a reader to hang up
    });
    response.flushHeaders();
    this.streams.add(response, request.ip);
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
    if (response.destroyed) return;
    const over = new AbortController(); // takes the listener away whose event did not come
    const { signal } = over;
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
    over.abort();
  },
  get closed() {
    return response.destroyed || response.writableEnded;
  },
  onClose: (listener) => void response.once('close', listener),
});
