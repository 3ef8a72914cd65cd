import { connect, createServer, type Server, type Socket } from 'node:net';

/** `swallow`: what is asked arrives, and no reply comes back; `stall`: nothing goes on in either direction. */
export type ProxyFault = 'swallow' | 'stall';

interface Pair {
  client: Socket;
  server: Socket;
  fault?: ProxyFault;
}

/** A bad network between a client and a server of this machine. Connections are open as long as both ends are. */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private isLost = false;

  private constructor(
    private readonly listener: Server,
    readonly port: number,
  ) {}

  static async start(targetPort: number): Promise<TcpProxy> {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    const proxy = new TcpProxy(listener, address.port);
    listener.on('connection', (client) => {
      if (proxy.isLost) client.destroy();
      else proxy.join(client, connect(targetPort, '127.0.0.1'));
    });
    return proxy;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** From now on the connections that are open suffer; later ones do not. */
  inflict(fault: ProxyFault): void {
    for (const pair of this.pairs) pair.fault = fault;
  }

  /** Ends every connection as a broken line would. */
  cut(): void {
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
  }

  /** No connection holds, and none comes about, until `mend`. */
  lose(): void {
    this.isLost = true;
    this.cut();
  }

  mend(): void {
    this.isLost = false;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private join(client: Socket, server: Socket): void {
    const pair: Pair = { client, server };
    this.pairs.add(pair);
    client.on('data', (chunk) => pair.fault === 'stall' || server.write(chunk));
    server.on('data', (chunk) => pair.fault || client.write(chunk));
    const end = (): void => {
      this.pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('close', end).on('error', end);
  }
}
