import type { ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** The replies that are streams: they end before the server closes, which waits for them. */
@Injectable()
export class OpenStreams implements OnModuleDestroy {
  private readonly open = new Set<ServerResponse>();
  private closing = false;

  add(response: ServerResponse): void {
    if (this.closing) return end(response);
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
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
