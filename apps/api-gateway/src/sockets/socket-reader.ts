import { httpStatusOf, type RequestError } from '@switchyard/contracts';
import type { WebSocket } from 'ws';

/** A reader that leaves so much unread has to wait. */
const ENOUGH_BYTES = 1024 ** 2;
/** So long it may read nothing. */
const SLOW_MS = 10_000;
/** After that its connection is cut, whatever it has not read. */
const CLOSE_WITHIN_MS = 2000;
const TRY_AGAIN_LATER = 1013;
const DONE = 1000;
/** Codes from 4000 on are an application's own. */
const CLOSE_OF_STATUS = 4000;

/** One client of a WebSocket that is only read. */
export class SocketReader {
  private readonly ended: Promise<void>;

  constructor(private readonly socket: WebSocket) {
    this.ended = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  get closed(): boolean {
    return this.socket.readyState !== this.socket.OPEN;
  }

  get unreadBytes(): number {
    return this.socket.bufferedAmount;
  }

  onClose(listener: () => void): void {
    this.socket.once('close', listener);
  }

  /** Resolves when more may be sent; a reader that is too slow is closed. @param resume how it gets the rest */
  async send(frame: string, resume: string): Promise<void> {
    if (this.closed) return;
    const written = new Promise<void>((resolve) => this.socket.send(frame, () => resolve()));
    if (this.socket.bufferedAmount < ENOUGH_BYTES) return;
    const timer = setTimeout(() => this.closeSlow(resume), SLOW_MS);
    await Promise.race([written, this.ended]);
    clearTimeout(timer);
  }

  closeSlow(resume: string): void {
    this.end(TRY_AGAIN_LATER, `reads too slowly; ${resume}`);
  }

  done(): void {
    this.end(DONE, 'done');
  }

  /** Tells why nothing more comes: browsers see no status of HTTP. */
  refuse(error: RequestError): void {
    if (this.closed) return;
    this.socket.send(errorFrame(error));
    this.end(CLOSE_OF_STATUS + httpStatusOf(error), error.code);
  }

  private end(code: number, reason: string): void {
    this.socket.close(code, reason);
    const timer = setTimeout(() => this.socket.terminate(), CLOSE_WITHIN_MS);
    this.onClose(() => clearTimeout(timer));
  }
}

export const errorFrame = (error: RequestError): string =>
  JSON.stringify({ type: 'error', data: error.toEnvelope().error });
