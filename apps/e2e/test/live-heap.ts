import { waitFor } from '@switchyard/testing';

/** Looks into the heap of a process of Node that was started with `--inspect-port`. */
export class LiveHeap {
  private constructor(private readonly socket: WebSocket) {}

  static async of(pid: number, port: number): Promise<LiveHeap> {
    process.kill(pid, 'SIGUSR1'); // opens its inspector
    const url = await waitFor('the inspector', () => targetAt(port).catch(() => undefined));
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return new LiveHeap(socket);
  }

  /** What is in use right after a whole collection: what is not is garbage, which stays as long as V8 has room for it. */
  async megabytes(): Promise<number> {
    await this.ask('HeapProfiler.collectGarbage');
    const { usedSize } = await this.ask<{ usedSize: number }>('Runtime.getHeapUsage');
    return usedSize / 1e6;
  }

  close(): void {
    this.socket.close();
  }

  /** One question at a time. */
  private ask<T>(method: string): Promise<T> {
    return new Promise((resolve, reject) => {
      this.socket.addEventListener('close', reject, { once: true });
      this.socket.addEventListener(
        'message',
        ({ data }) => resolve((JSON.parse(String(data)) as { result: T }).result),
        {
          once: true,
        },
      );
      this.socket.send(JSON.stringify({ id: 1, method }));
    });
  }
}

async function targetAt(port: number): Promise<string | undefined> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  return targets[0]?.webSocketDebuggerUrl;
}
