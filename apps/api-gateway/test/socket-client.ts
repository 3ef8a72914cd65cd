import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';

export interface Frame {
  type: string;
  data: Record<string, unknown>;
}

export interface SocketOptions extends ClientOptions {
  /** Frames after which the connection is cut. */
  most?: number;
  protocols?: string[];
}

/** A client of a WebSocket that keeps what it is sent. */
export class SocketClient {
  readonly frames: Frame[] = [];
  closed: { code: number; reason: string } | undefined;
  readonly socket: WebSocket;
  private wake: () => void = () => undefined;

  constructor(url: string, { most = Infinity, protocols, ...options }: SocketOptions = {}) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws'), protocols, options);
    this.socket.on('message', (data: Buffer) => {
      if (this.frames.length === most) return;
      this.frames.push(JSON.parse(data.toString()) as Frame);
      if (this.frames.length === most) this.socket.terminate();
      this.wake();
    });
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.wake();
    });
    this.socket.on('error', () => undefined);
  }

  /** The status and body with which a gateway refused to open a socket. */
  static async refusal(url: string, options: ClientOptions = {}): Promise<{ status?: number; body: unknown }> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), options);
    const refused = once(socket, 'unexpected-response') as Promise<
      [unknown, AsyncIterable<Buffer> & { statusCode?: number }]
    >;
    const [, response] = await refused;
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return { status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) };
  }

  of(type: string): Frame[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  /** Looks again with each frame. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  async untilClosed(): Promise<{ code: number; reason: string }> {
    await this.until(() => this.closed !== undefined);
    return this.closed ?? { code: 0, reason: '' };
  }

  end(): void {
    this.socket.terminate();
  }
}
