import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BooleanField, ChoiceField } from '@switchyard/contracts';
import type { FastifyReply } from 'fastify';
import { GatewaySettings } from '../gateway.settings';
import { OpenStreams } from '../tasks/open-streams';
import { SubmitService, type Order } from '../tasks/submit.service';
import { TaskCall, TaskWaits } from './task-call';

/** What a client wishes of the task behind its call. */
export class CallHeaders {
  @BooleanField({
    description: 'the task goes on when the client goes away or the wait is too long; by default it is cancelled',
    optional: true,
  })
  'x-switchyard-detach'?: boolean;

  @ChoiceField(['never', 'any'], {
    description: '`any` takes the result of a task that computes the same',
    optional: true,
  })
  'x-switchyard-reuse'?: 'never' | 'any';
}

/** Runs tasks for clients that wait for them and know nothing of tasks. */
@Injectable()
export class TaskCalls implements OnModuleDestroy {
  private readonly closing = new AbortController();

  constructor(
    private readonly submissions: SubmitService,
    private readonly streams: OpenStreams,
    private readonly settings: GatewaySettings,
    private readonly waits: TaskWaits,
  ) {}

  /** Submits the task of a call; it is cancelled when the client goes away. Each reply names its task. */
  async begin(order: Order, headers: CallHeaders, reply: FastifyReply): Promise<TaskCall> {
    const { 'x-switchyard-detach': detached = false, 'x-switchyard-reuse': reuse } = headers;
    const { ip } = reply.request;
    this.streams.admit(ip);
    const queue_ttl = detached ? undefined : this.settings.compatWait;
    const { task } = await this.submissions.submit({ queue_ttl, ...order, ...(reuse === 'any' ? { reuse } : {}) });
    void reply.header('x-switchyard-task-id', task.task_id);
    const hungUp = goneWith(reply);
    // A client that went away meanwhile holds nothing.
    if (!reply.raw.destroyed) reply.raw.once('close', this.streams.hold(ip));
    const signal = AbortSignal.any([hungUp, this.closing.signal]);
    return new TaskCall(task, this.waits, { detached, signal, waitMs: this.settings.compatWait * 1000 });
  }

  onModuleDestroy(): void {
    this.closing.abort();
  }
}

/** Aborts when the client goes away before its reply is whole. */
function goneWith({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  if (raw.destroyed) gone.abort();
  return gone.signal;
}
