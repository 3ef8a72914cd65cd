import type { IncomingMessage } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { NodeDesk, type GivenTask, type NodeKey } from '@switchyard/nodes';
import { Keys, RedisConnection } from '@switchyard/redis';
import { Bell, listen } from '../tasks/event-feed';
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
  private readonly waiting = new Set<() => void>();
  private ending = false;

  constructor(
    private readonly desk: NodeDesk,
    private readonly streams: OpenStreams,
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  onModuleDestroy(): void {
    this.ending = true;
    for (const ring of this.waiting) ring();
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
    const bell = new Bell();
    const deadline = performance.now() + request.waitMs;
    const ring = (): void => bell.ring();
    const isOver = (): boolean => this.ending || socket.destroyed || performance.now() >= deadline;
    const unlisten = listen(this.redis.subscriber, this.keys.nodeGrant(request.node), ring);
    const timer = setTimeout(ring, request.waitMs);
    socket.once('close', ring);
    this.waiting.add(ring);
    let given: GivenTask | undefined;
    try {
      given = await this.ask(request);
      while (!given && !isOver()) {
        await bell.next();
        if (!isOver()) given = await this.ask(request);
      }
    } finally {
      clearTimeout(timer);
      unlisten();
      socket.off('close', ring);
      this.waiting.delete(ring);
    }
    // what was given and cannot be told is told again when the node asks again
    if (!given && (socket.destroyed || this.ending)) await this.desk.leave(request.node);
    return given;
  }

  private async ask({ node, waitMs, key }: WorkRequest): Promise<GivenTask | undefined> {
    const given = await this.desk.request(node, waitMs + BETWEEN_REQUESTS_MS, key);
    if (given && 'refused' in given) throw refusalError(given, node);
    return given;
  }
}
