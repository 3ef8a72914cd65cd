import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

const TRIES = 50;

/** The given port, or the next one that is free. */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < Math.min(from + TRIES, 65_536); port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${from} and ${from + TRIES - 1}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Another port of this machine that leads to the same server. */
export async function forwardPort(from: number, to: number): Promise<Server> {
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    const ends: [Socket, Socket][] = [
      [near, far],
      [far, near],
    ];
    for (const [one, other] of ends) {
      one.on('error', () => other.destroy()); // without this end the other has no peer
      one.pipe(other);
      one.once('close', () => other.destroy());
    }
  }).listen(from, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** True when the Redis on a port answers that it is ready: it refuses while it loads its files. */
export function redisAnswers(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    const done = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1000, () => done(false));
    socket.once('error', () => done(false));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.split('\r\n').length > 2) done(answer.startsWith('+OK\r\n+PONG'));
    });
  });
}
