import type { ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { RequestError } from '@switchyard/contracts';
import { GatewaySettings } from '../gateway.settings';

/** The replies that stay open, and how many of them each client has. Streams end before the server closes, which waits for them. */
@Injectable()
export class OpenStreams implements OnModuleDestroy {
  private readonly open = new Set<ServerResponse>();
  private readonly counts = new Map<string, number>();
  private closing = false;

  constructor(private readonly settings: GatewaySettings) {}

  /** Refuses a client that has too many streams already; ask before the reply begins. */
  admit(address = ''): void {
    const { maxStreams } = this.settings;
    if ((this.counts.get(address) ?? 0) < maxStreams) return;
    throw new RequestError('RATE_LIMITED', 'too many streams', `one client may have ${maxStreams} streams at a time`);
  }

  add(response: ServerResponse, address = ''): void {
    if (this.closing) return end(response);
    this.open.add(response);
    this.count(address, 1);
    response.once('close', () => {
      this.open.delete(response);
      this.count(address, -1);
    });
  }

  /** A reply that is held back counts as a stream until the returned function is called. */
  hold(address = ''): () => void {
    this.count(address, 1);
    return () => this.count(address, -1);
  }

  private count(address: string, change: 1 | -1): void {
    const count = (this.counts.get(address) ?? 0) + change;
    if (count > 0) this.counts.set(address, count);
    else this.counts.delete(address);
  }

  onModuleDestroy(): void {
    this.closing = true;
    for (const response of this.open) end(response);
  }
}

/** What a slow reader has not taken, it gets again when it resumes. */
function end(response: ServerResponse): void {
  if (response.writableLength > 0) response.destroy();
  else response.end();
}
