import type { ServerResponse } from 'node:http';
import type { MonitorFrame } from './monitor-frame';
import type { RunEvent } from './run-news';

const KEEP_ALIVE_MS = 15_000;

/** One client that reads of the frames of the monitor only events, as server-sent events. */
export class EventStreamReader {
  constructor(private readonly response: ServerResponse) {
    const keepAlive = setInterval(() => response.write(': keep-alive\n\n'), KEEP_ALIVE_MS);
    this.onClose(() => clearInterval(keepAlive));
  }

  get unreadBytes(): number {
    return this.response.writableLength;
  }

  onClose(listener: () => void): void {
    this.response.once('close', listener);
  }

  send(frame: string): void {
    const { type, data } = JSON.parse(frame) as MonitorFrame | { type: 'error'; data: object };
    if (type === 'error') this.write('error', data);
    if (type !== 'event') return;
    const { events, left_out } = data as { events: RunEvent[]; left_out: number };
    for (const event of events) this.write(event.type, event);
    if (left_out > 0) this.write('gap', { left_out });
  }

  /** The client sees the end, and connects again. */
  closeSlow(): void {
    this.response.destroy();
  }

  private write(type: string, data: object): void {
    if (!this.response.writableEnded) this.response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
