import type { IncomingMessage } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { NodeDesk, type GivenTask, type NodeKey } from '@switchyard/nodes';
import { Keys, RedisConnection } from '@switchyard/redis';
import { lookWhenHeard } from '../tasks/event-feed';
import { OpenStreams } from '../tasks/open-streams';
import { refusalError } from './refusal';

/** A node that asks at intervals asks every 30 s. */
const BETWEEN_REQUESTS_MS = 35_000;

export interface WorkRequest {
  node: string;
  waitMs: number;
  key?: NodeKey;
  ip: string;
}

/** Requests of nodes for a task, which may wait for one. */
@Injectable()
export class WorkRequests implements OnModuleDestroy {
  /** What ends each request that waits now. */
  private readonly waiting = new Set<AbortController>();

  constructor(
    private readonly desk: NodeDesk,
    private readonly streams: OpenStreams,
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  onModuleDestroy(): void {
    for (const request of this.waiting) request.abort();
  }

  /** @throws RequestError when the node is not heard */
  async next(request: WorkRequest, raw: IncomingMessage): Promise<GivenTask | undefined> {
    const first = await this.ask(request);
    if (first || request.waitMs === 0) return first;
    this.streams.admit(request.ip);
    const release = this.streams.hold(request.ip);
    try {
      return await this.wait(request, raw);
    } finally {
      release();
    }
  }

  private async wait(request: WorkRequest, { socket }: IncomingMessage): Promise<GivenTask | undefined> {
    const over = new AbortController();
    const hungUp = (): void => over.abort();
    socket.once('close', hungUp);
    if (socket.destroyed) hungUp();
    this.waiting.add(over);
    try {
      const given = await lookWhenHeard(
        this.redis.subscriber,
        this.keys.nodeGrant(request.node),
        { waitMs: request.waitMs, signal: over.signal },
        () => this.ask(request),
        (task) => task !== undefined,
      );
      // what was given and cannot be told is told again when the node asks again
      if (!given && over.signal.aborted) await this.desk.leave(request.node);
      return given;
    } finally {
      socket.off('close', hungUp);
      this.waiting.delete(over);
    }
  }

  private async ask({ node, waitMs, key }: WorkRequest): Promise<GivenTask | undefined> {
    const given = await this.desk.request(node, waitMs + BETWEEN_REQUESTS_MS, key);
    if (given && 'refused' in given) throw refusalError(given, node);
    return given;
  }
}
