import { Connection, type Reply } from './connection';

/** A bound for the day on which everything is much faster. */
const MOST_REQUESTS = 400_000;
/** How long the last replies of a load may take before the bench gives up on the gateway. */
const PATIENCE_SECONDS = 30;

export interface Load {
  connections: number;
  /** Ends when the time is over, or earlier after so many requests. */
  seconds: number;
  requests?: number;
  request: Buffer;
  /** The status every reply must have. */
  expect: number;
}

export interface LoadResult {
  /** Bodies of the replies, in no order. */
  bodies: string[];
  perSecond: number;
  /** Milliseconds, ascending. */
  latencies: Float64Array;
}

/** Sends one request after the other on each connection until the load is over; waits for the last replies. */
export async function load(
  port: number,
  { connections, seconds, requests = MOST_REQUESTS, request, expect }: Load,
): Promise<LoadResult> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const bodies: string[] = [];
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let timer: NodeJS.Timeout | undefined;
  const drive = async (connection: Connection): Promise<void> => {
    for (let sent = performance.now(); sent < end && bodies.length < requests;) {
      const { status, body } = await connection.request(request);
      const now = performance.now();
      if (status !== expect) throw new Error(`the gateway answered ${status}, not ${expect}: ${body}`);
      latencies.push(now - sent);
      bodies.push(body);
      sent = now;
    }
  };
  const silence = new Promise<never>((_resolve, reject) => {
    const silent = new Error(`the gateway left requests unanswered for ${PATIENCE_SECONDS} s`);
    timer = setTimeout(() => reject(silent), (seconds + PATIENCE_SECONDS) * 1000);
  });
  try {
    await Promise.race([Promise.all(open.map(drive)), silence]);
  } finally {
    clearTimeout(timer);
    for (const connection of open) connection.close();
  }
  const perSecond = bodies.length / ((performance.now() - start) / 1000);
  return { bodies, perSecond, latencies: Float64Array.from(latencies).sort() };
}

/** A request of the API as bytes. */
export function requestBytes(method: 'GET' | 'POST', path: string, body = ''): Buffer {
  const head = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1'];
  if (body) head.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`);
  return Buffer.from([...head, '', body].join('\r\n'));
}

export const taskIdOf = ({ body }: Pick<Reply, 'body'>): string => (JSON.parse(body) as { task_id: string }).task_id;
