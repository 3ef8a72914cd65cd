import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerSettings } from '../worker-settings';

const ANSWER_MS = 20_000;
const AGAIN_MS = 1000;
/** Bytes of an input that are asked for at once; one that breaks off goes on where it broke off. */
const RANGE_BYTES = 16 * 1024 ** 2;
/** Tries at one range or one output, with a second between them. */
const TRIES = 5;

/** The gateway refused what was asked: asking again does not help. */
export class GatewayRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What a worker on a node asks and tells: it connects, nothing connects to it. */
export class GatewayLink {
  constructor(private readonly settings: Pick<WorkerSettings, 'nodeGateway' | 'nodeKey'>) {}

  /** @throws GatewayRefusal, or the error of a network that did not answer */
  async post<T>(path: string, body: object): Promise<T> {
    const reply = await this.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return (await reply.json()) as T;
  }

  /** The same, for as long as the gateway does not answer. */
  async tell<T>(path: string, body: object): Promise<T> {
    return untilAnswered(() => this.post<T>(path, body), Infinity);
  }

  /** Fetches what a signed URL gives, in ranges. @param url with or without the address of the gateway */
  async download(url: string, file: string, signal: AbortSignal): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, 'w');
    try {
      for (let at = 0, size = Infinity; at < size; at += RANGE_BYTES) {
        const range = `bytes=${at}-${at + RANGE_BYTES - 1}`;
        const part = await untilAnswered(() => this.range(url, range, signal), TRIES, signal);
        await handle.write(part.bytes, 0, part.bytes.length, at);
        size = part.size;
      }
    } finally {
      await handle.close();
    }
  }

  async upload(path: string, file: string): Promise<void> {
    const { size } = await stat(file);
    await untilAnswered(
      () =>
        this.send(path, {
          method: 'PUT',
          headers: { 'content-type': 'application/offset+octet-stream', 'content-length': String(size) },
          body: Readable.toWeb(createReadStream(file)),
          duplex: 'half',
        }),
      TRIES,
    );
  }

  private async range(url: string, range: string, ended: AbortSignal): Promise<{ bytes: Buffer; size: number }> {
    const reply = await fetch(new URL(url, this.settings.nodeGateway), {
      headers: { range },
      redirect: 'error',
      signal: AbortSignal.any([ended, AbortSignal.timeout(10 * ANSWER_MS)]),
    });
    if (reply.status === 416) return { bytes: Buffer.alloc(0), size: 0 }; // the file is empty
    if (!reply.ok) throw await refusalOf(reply);
    const bytes = Buffer.from(await reply.arrayBuffer());
    const size = Number(reply.headers.get('content-range')?.split('/')[1] ?? bytes.length);
    return { bytes, size };
  }

  private async send(path: string, request: RequestInit): Promise<Response> {
    const { nodeGateway, nodeKey } = this.settings;
    const headers = { ...request.headers, ...(nodeKey ? { authorization: `Bearer ${nodeKey}` } : {}) };
    const reply = await fetch(new URL(path, nodeGateway), { ...request, headers, redirect: 'error' });
    if (reply.ok) return reply;
    throw await refusalOf(reply);
  }
}

/** A gateway that is overloaded or about to end says so with 429 or 5xx. */
async function untilAnswered<T>(ask: () => Promise<T>, tries: number, ended?: AbortSignal): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      const isFinal = error instanceof GatewayRefusal && error.status < 500 && error.status !== 429;
      if (isFinal || left <= 0 || ended?.aborted) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

async function refusalOf(reply: Response): Promise<GatewayRefusal> {
  const { error } = (await reply.json().catch(() => ({}))) as { error?: { message?: string; details?: unknown } };
  const { message = `the gateway answered ${reply.status}`, details } = error ?? {};
  return new GatewayRefusal(reply.status, typeof details === 'string' ? `${message}: ${details}` : message);
}
