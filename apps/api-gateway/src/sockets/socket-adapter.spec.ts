import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { WebSocket } from 'ws';
import { LOCAL } from '../access/caller';
import { SocketAdapter } from './socket-adapter';

const PING_EVERY_MS = 30_000;

describe('the sockets of a gateway', () => {
  let http: Server;
  let adapter: SocketAdapter;
  let sockets: ReturnType<SocketAdapter['create']>;

  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    http = createServer();
    const app = { getHttpServer: () => http } as unknown as INestApplication;
    adapter = new SocketAdapter(app, () => Promise.resolve({ caller: LOCAL, holds: () => true }));
    sockets = adapter.create(0, { path: '/ws/monitor' });
    adapter.bindClientConnect(sockets, (client) =>
      adapter.bindMessageHandlers(client as WebSocket, [], () => ({ subscribe: () => undefined })),
    );
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
  });
  afterEach(async () => {
    jest.useRealTimers();
    await adapter.close(sockets);
    await adapter.dispose();
    await new Promise((resolve) => http.close(resolve));
  });

  const open = async (options: { autoPong: boolean }): Promise<WebSocket> => {
    const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws/monitor`, options);
    await once(client, 'open');
    return client;
  };

  it('are pinged each half minute, also with a message that a page can see; a silent one is cut', async () => {
    const [live, silent] = [await open({ autoPong: true }), await open({ autoPong: false })];
    const [told, answered] = [once(live, 'message'), once([...sockets.clients][0] as WebSocket, 'pong')];
    const cut = once(silent, 'close');
    jest.advanceTimersByTime(PING_EVERY_MS);
    expect(String((await told)[0])).toBe('{"type":"ping"}');
    await answered;
    expect([live.readyState, silent.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    jest.advanceTimersByTime(PING_EVERY_MS);
    expect((await cut)[0]).toBe(1006);
    expect(live.readyState).toBe(WebSocket.OPEN);
  });
});
