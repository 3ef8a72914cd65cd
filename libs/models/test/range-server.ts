import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contents } from './model-fixture';

/** How the server treats its next requests, first come first served; whole answers once the list is empty. */
export type Behaviour = { cutAfter: number; when: () => Promise<void> } | { stallAfter: number } | { status: number };

/** An HTTP server of files with Range support that can be told to fail. */
export class RangeServer {
  readonly requests: { url: string; range?: string }[] = [];
  readonly behaviours: Behaviour[] = [];
  supportsRange = true;
  private readonly server: Server;

  constructor(private readonly contents: Contents) {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '';
    this.requests.push({ url, range: request.headers.range });
    const behaviour = this.behaviours.shift();
    const content = this.contents[decodeURIComponent(url.slice(1))];
    if (behaviour && 'status' in behaviour) return void response.writeHead(behaviour.status).end();
    if (!content) return void response.writeHead(404).end();
    const from = this.supportsRange ? Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    const body = content.subarray(from);
    const range = { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` };
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length, ...(from > 0 ? range : {}) });
    if (!behaviour) return void response.end(body);
    const sent = 'cutAfter' in behaviour ? behaviour.cutAfter : behaviour.stallAfter;
    response.write(body.subarray(0, sent), () => {
      if ('cutAfter' in behaviour) void behaviour.when().finally(() => response.destroy());
    });
  }
}
