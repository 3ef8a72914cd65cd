import { on } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { GatewayError, UnreachableError } from './errors';
import { RETRY_MS, mayPass, type FollowOptions } from './retrying';
import type { SwitchyardClient } from './switchyard-client';
import { envelopeOf, type ErrorEnvelope } from './words';

/** One message of a WebSocket. */
export interface Frame {
  type: string;
  data: Record<string, unknown>;
  timestamp?: string;
}

/** The gateway pings every 30 s. */
const SILENCE_MS = 70_000;
const DONE = 1000;
/** Codes from here on are a status of HTTP, and 4000. */
const REFUSED = 4000;

/**
 * The frames of a WebSocket until the gateway says that no more come; a lost connection is made anew.
 * @param path asked before each connection, so that it can say from where to go on
 */
export async function* followFrames(
  client: SwitchyardClient,
  path: () => string,
  { signal = client.signal, onLost }: FollowOptions = {},
): AsyncGenerator<Frame> {
  for (let failures = 0; ; failures += 1) {
    try {
      for await (const frame of oneSocket(client, path(), signal)) {
        failures = 0;
        yield frame;
      }
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!mayPass(error) || failures >= RETRY_MS.length) throw error;
    }
    if (failures === 0) onLost?.();
    await sleep(RETRY_MS[failures], undefined, { signal });
  }
}

async function* oneSocket(client: SwitchyardClient, path: string, signal: AbortSignal): AsyncGenerator<Frame> {
  const socket = new WebSocket(client.url.replace(/^http/, 'ws') + path, { headers: client.headers });
  const cut = (): void => socket.terminate();
  const silence = setTimeout(cut, SILENCE_MS);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined); // one that comes while the socket is given up
  socket.on('unexpected-response', (request, response: IncomingMessage) => {
    void refusalOf(response, client.url)
      .then((refusal) => socket.emit('error', refusal))
      .finally(() => request.destroy());
  });
  let refusal: ErrorEnvelope['error'] | undefined;
  try {
    for await (const [message] of on(socket, 'message', { close: ['close'], signal })) {
      silence.refresh();
      const frame = JSON.parse(String(message)) as Frame;
      if (frame.type === 'error') refusal = frame.data as unknown as ErrorEnvelope['error'];
      if (frame.type !== 'ping') yield frame;
    }
    const code = await closed;
    if (code === DONE) return;
    if (refusal && code > REFUSED) throw new GatewayError(code - REFUSED, { error: refusal });
    throw new UnreachableError(client.url, new Error('the connection was cut'));
  } catch (error) {
    throw error instanceof GatewayError ? error : new UnreachableError(client.url, error);
  } finally {
    clearTimeout(silence);
    cut();
  }
}

async function refusalOf(response: IncomingMessage, url: string): Promise<GatewayError> {
  const status = response.statusCode ?? 0;
  const body: unknown = await json(response).catch(() => undefined);
  return new GatewayError(status, envelopeOf(body, status, url));
}
