import { lookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
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

const systemResolve = promisify(lookup);

/**
 * Sends requests to addresses that users name. A name is resolved once, every address it has is checked, and the connection
 * goes to one of those that were checked. Redirects are replies like any other; nothing follows them.
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
    const refused = this.rule.refusalOfUrl(url);
    if (refused) throw new EgressRefusedError(refused);
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit;
    const options: RequestOptions = {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false, // a connection that is kept would outlive its check
      lookup: (host, { all }, done) => {
        this.addressesOf(host).then(
          (found) => (all ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family)),
          (error: Error) => done(error as NodeJS.ErrnoException, ''),
        );
      },
      signal,
    };
    try {
      const reply = await replyTo(url, options, body);
      return { status: reply.statusCode ?? 0, headers: reply.headers, body: await beginningOf(reply, mostReplyBytes) };
    } catch (error) {
      throw limit.aborted ? limit.reason : error;
    }
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

function replyTo(url: URL, options: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

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
