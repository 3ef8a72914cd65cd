import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { SocketReader } from './socket-reader';

/** More than kernels keep for a connection. */
const MUCH = 'x'.repeat(32 * 1024 ** 2);
/** Within it a reader that reads nothing is closed, and a while later cut. */
const PATIENCE_MS = 10_000;
const CLOSE_WITHIN_MS = 2000;

describe('a reader that reads nothing', () => {
  let server: WebSocketServer;
  let client: WebSocket & { _socket?: Socket };
  let served: WebSocket;

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    [[served]] = (await Promise.all([once(server, 'connection'), once(client, 'open')])) as [[WebSocket], unknown];
    client._socket?.pause();
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
  });
  afterEach(async () => {
    jest.useRealTimers();
    client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  it('keeps its sender waiting, and is closed with a word on how it gets the rest', async () => {
    const reader = new SocketReader(served);
    let isFree = false;
    served.send(MUCH);
    void reader.send('{}', 'go on with from_seq=7').then(() => (isFree = true));
    jest.advanceTimersByTime(PATIENCE_MS - 1);
    expect([isFree, served.readyState]).toEqual([false, WebSocket.OPEN]);
    jest.advanceTimersByTime(1);
    client._socket?.resume();
    const [code, reason] = (await once(client, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1013, 'reads too slowly; go on with from_seq=7']);
  });

  it('is cut when it does not even read that', async () => {
    const reader = new SocketReader(served);
    served.send(MUCH);
    void reader.send('{}', 'go on with from_seq=7');
    jest.advanceTimersByTime(PATIENCE_MS);
    const closed = once(served, 'close');
    jest.advanceTimersByTime(CLOSE_WITHIN_MS);
    await closed;
    await reader.send('{}', 'never');
    expect(reader.closed).toBe(true);
  });
});
