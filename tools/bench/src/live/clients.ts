import { once } from 'node:events';
import WebSocket from 'ws';

/** The delays of one series of events at all clients, and whether each client got each event once. */
export class Clients {
  private readonly sockets: WebSocket[] = [];
  /** Milliseconds from the write of an event to each client. */
  readonly delays: number[] = [];
  private sentAt = new Map<number, number>();
  private heard = 0;
  private wake: () => void = () => undefined;

  constructor(private readonly url: string) {}

  /** @param isReady what the first frames of a client have to hold */
  async open(count: number, isReady: (frame: string) => boolean): Promise<void> {
    const batch = 50;
    for (let at = 0; at < count; at += batch)
      await Promise.all(Array.from({ length: Math.min(batch, count - at) }, () => this.openOne(isReady)));
  }

  /** Writes one event and waits until every client has it. */
  async deliver(mark: number, write: () => Promise<unknown>): Promise<void> {
    this.heard = 0;
    this.sentAt = new Map([[mark, performance.now()]]);
    await write();
    while (this.heard < this.sockets.length) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  async close(): Promise<void> {
    const closed = this.sockets.map((socket) => once(socket, 'close'));
    for (const socket of this.sockets) socket.terminate();
    await Promise.all(closed);
  }

  private async openOne(isReady: (frame: string) => boolean): Promise<void> {
    const socket = new WebSocket(this.url);
    this.sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', (code) => reject(new Error(`a client was closed with ${code}`)));
      socket.on('message', (data: Buffer) => {
        const frame = data.toString();
        if (isReady(frame)) resolve();
        this.hear(frame);
      });
    });
  }

  private hear(frame: string): void {
    for (const [, mark] of frame.matchAll(/"bench_mark":(\d+)/g)) {
      const sentAt = this.sentAt.get(Number(mark));
      if (sentAt === undefined) continue;
      this.delays.push(performance.now() - sentAt);
      this.heard += 1;
      this.wake();
    }
  }
}
