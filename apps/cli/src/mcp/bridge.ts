import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  ErrorCode,
  InitializeResultSchema,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
} from '@modelcontextprotocol/sdk/types.js';
import type { Session } from '../session';
import { describeError } from '../terminal/describe-error';

/** Passes messages between stdin and stdout and the gateway's `/mcp` until stdin ends. */
export async function bridge({ surroundings, gateway, settings, signal, terminal }: Session): Promise<void> {
  const headers: Record<string, string> = settings.switchyardKey
    ? { authorization: `Bearer ${settings.switchyardKey}` }
    : {};
  const far = new StreamableHTTPClientTransport(new URL('mcp', withSlash(gateway.url)), { requestInit: { headers } });
  const input = Readable.from(surroundings.stdin, { objectMode: false });
  const near = new StdioServerTransport(input, asWritable(terminal.stdout));
  const complain = (error: Error): void => void terminal.stderr.write(`${describeError(error, false)}\n`);
  near.onerror = complain;
  near.onmessage = (message) => {
    far.send(message).catch(async (error: unknown) => {
      const reason = error instanceof Error ? error : new Error(String(error));
      if (isJSONRPCRequest(message)) await near.send(refusalOf(message.id, reason));
      else complain(reason);
    });
  };
  far.onmessage = (message) => {
    const begun = isJSONRPCResultResponse(message) ? InitializeResultSchema.safeParse(message.result) : undefined;
    if (begun?.success) far.setProtocolVersion(begun.data.protocolVersion);
    void near.send(message);
  };
  await far.start();
  await near.start();
  await once(input, 'end', { signal });
  await far.terminateSession().catch(() => undefined); // the gateway forgets it by itself
  await far.close();
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

/** The error with which the agent learns why nothing came of its request. */
const refusalOf = (id: string | number, { message }: Error): JSONRPCMessage => ({
  jsonrpc: '2.0',
  id,
  error: { code: ErrorCode.InternalError, message: `the gateway did not answer: ${message}` },
});

const asWritable = (output: NodeJS.WritableStream): Writable =>
  output instanceof Writable
    ? output
    : new Writable({ write: (chunk: Buffer, _encoding, done) => void output.write(chunk, () => done()) });
