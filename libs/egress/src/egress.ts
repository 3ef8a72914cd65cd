import { lookup, type LookupAddress } from 'node:dns';
import { open, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { AddressRule } from './address-rule';

/** Finds every address of a name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

export interface EgressRequest {
  url: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  /** For all of it: name, connection, request and reply. */
  timeoutMs: number;
  /** More of a reply is not read. */
  mostReplyBytes: number;
  signal?: AbortSignal;
}

/** What a download may take. */
export interface DownloadLimits {
  /** For all of it, redirects too. */
  timeoutMs: number;
  mostBytes: number;
  signal?: AbortSignal;
}

/** A server did not give what a URL names. */
export class DownloadError extends Error {
  /** @param mayPass whether another try can help */
  constructor(
    message: string,
    readonly mayPass: boolean,
  ) {
    super(message);
  }
}

export interface EgressReply {
  status: number;
  headers: IncomingMessage['headers'];
  /** The first `mostReplyBytes` of it. */
  body: string;
}

/** The address of a URL may not be reached. */
export class EgressRefusedError extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

const MOST_REDIRECTS = 5;

const systemResolve = promisify(lookup);

/**
 * Sends requests to addresses that users name. A name is resolved once, every address it has is checked, and the connection
 * goes to one of those that were checked. `send` follows no redirects.
 */
export class Egress {
  private readonly rule: AddressRule;

  constructor(
    allowed: readonly string[],
    private readonly resolve: Resolve = (host) => systemResolve(host, { all: true }),
  ) {
    this.rule = new AddressRule(allowed);
  }

  /**
   * Why a URL is refused; nothing when it may be reached. A name server that does not answer refuses nothing here: what is
   * sent later is checked again.
   */
  async refusalOf(url: URL): Promise<string | undefined> {
    const refused = this.rule.refusalOfUrl(url);
    if (refused) return refused;
    try {
      await this.addressesOf(url.hostname);
      return undefined;
    } catch (error) {
      if (error instanceof EgressRefusedError) return error.reason;
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ENOTFOUND' ? 'names a host that does not exist' : undefined;
    }
  }

  /** Rejects with an `EgressRefusedError`, with what the network says, or with a `TimeoutError`. */
  async send(request: EgressRequest): Promise<EgressReply> {
    const { url, method, headers, body, timeoutMs, mostReplyBytes } = request;
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit;
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    try {
      const reply = await this.reply(url, { method, headers: { ...headers, ...length }, signal }, body);
      return { status: reply.statusCode ?? 0, headers: reply.headers, body: await beginningOf(reply, mostReplyBytes) };
    } catch (error) {
      throw limit.aborted ? limit.reason : error;
    }
  }

  /**
   * Writes what a URL gives to a new file. Redirects are followed, each to an address that is checked like the first one.
   * Rejects as `send` does, or with a `DownloadError`; then no file is left.
   */
  async download(url: URL, file: string, { timeoutMs, mostBytes, signal: own }: DownloadLimits): Promise<number> {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = own ? AbortSignal.any([limit, own]) : limit;
    try {
      const reply = await this.followed(url, signal);
      return await intoNewFile(file, reply, mostBytes, signal);
    } catch (error) {
      throw limit.aborted ? limit.reason : error;
    }
  }

  private async followed(first: URL, signal: AbortSignal): Promise<IncomingMessage> {
    let url = first;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const reply = await this.reply(url, { method: 'GET', headers: { accept: '*/*' }, signal });
      const { statusCode: status = 0, headers } = reply;
      if (status === 200) return reply;
      reply.destroy();
      if (status < 300 || status >= 400 || !headers.location || !URL.canParse(headers.location, url.href))
        throw new DownloadError(`${url.host} replied ${status}`, status >= 500 || status === 408 || status === 429);
      url = new URL(headers.location, url);
    }
    throw new DownloadError(`${first.host} leads on and on: more than ${MOST_REDIRECTS} redirects`, false);
  }

  private reply(url: URL, options: RequestOptions, body?: string): Promise<IncomingMessage> {
    const refused = this.rule.refusalOfUrl(url);
    if (refused) return Promise.reject(new EgressRefusedError(refused));
    const checked: RequestOptions = {
      ...options,
      agent: false, // a connection that is kept would outlive its check
      lookup: (host, { all }, done) => {
        this.addressesOf(host).then(
          (found) => (all ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family)),
          (error: Error) => done(error as NodeJS.ErrnoException, ''),
        );
      },
    };
    return replyTo(url, checked, body);
  }

  private async addressesOf(host: string): Promise<LookupAddress[]> {
    const found = await this.resolve(host);
    for (const { address } of found) {
      const refused = this.rule.refusalOfAddress(address, host);
      if (refused) throw new EgressRefusedError(refused);
    }
    return found;
  }
}

/** Gives the bytes that came. What broke off has left no file once it is told. */
async function intoNewFile(
  file: string,
  reply: IncomingMessage,
  mostBytes: number,
  signal: AbortSignal,
): Promise<number> {
  // its file could appear later where it is opened while the reply breaks off
  const target = await open(file, 'wx').catch((error: unknown) => {
    reply.destroy();
    throw error;
  });
  try {
    const meter = { bytes: 0 };
    await pipeline(reply, metered(meter, mostBytes), target.createWriteStream(), { signal });
    return meter.bytes;
  } catch (error) {
    await target.close();
    await rm(file, { force: true });
    throw error;
  }
}

function replyTo(url: URL, options: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

const metered = (meter: { bytes: number }, mostBytes: number) =>
  async function* (reply: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of reply) {
      meter.bytes += chunk.length;
      if (meter.bytes > mostBytes) throw new DownloadError(`it has more than ${mostBytes} bytes`, false);
      yield chunk;
    }
  };

async function beginningOf(reply: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= mostBytes) break; // the end of the loop closes the connection
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString();
}
