import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvalidRequestError } from '@switchyard/contracts';
import { RedisConnection } from '@switchyard/redis';
import { TaskStore } from '@switchyard/task-store';
import type { FastifyReply } from 'fastify';
import { streamEvents, type StreamTarget } from './event-stream';
import { notFound } from './tasks.controller';

/** The events of a task, as a list or live. */
@ApiTags('Tasks')
@Controller('v1/tasks')
export class EventsController {
  constructor(
    @Inject(TaskStore) private readonly store: TaskStore,
    @Inject(RedisConnection) private readonly redis: RedisConnection,
  ) {}

  @ApiOperation({ summary: 'Events of a task, as a list or live (text/event-stream)' })
  @Get(':id/events')
  async events(
    @Param('id') id: string,
    @Query() query: Record<string, string>,
    @Headers() headers: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const limit = wholeNumber('limit', query['limit'], 1000);
    const after = wholeNumber('after_seq', headers['last-event-id'] ?? query['after_seq'], 0);
    if (!(await this.store.read.summary(id))) throw notFound(id);
    if (!headers['accept']?.includes('text/event-stream')) {
      const events = await this.store.read.events(id, after, Math.min(limit, 1000));
      await reply.send({ task_id: id, events });
      return;
    }
    reply.hijack();
    await this.stream(id, after, reply.raw);
  }

  private async stream(id: string, after: number, response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
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
  write: (text) => response.write(text),
  drained: async () => {
    if (!response.destroyed) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  },
  get closed() {
    return response.destroyed || response.writableEnded;
  },
  onClose: (listener) => void response.once('close', listener),
});

function wholeNumber(name: string, text: string | undefined, standard: number): number {
  if (text === undefined || text === '') return standard;
  if (!/^\d{1,15}$/.test(text)) throw new InvalidRequestError({ [name]: 'must be a whole number, 0 or more' });
  return Number(text);
}
