import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';
/** As Fastify writes it. */
const LENGTH = 'content-length: ';

export interface Reply {
  status: number;
  body: string;
}

/** One keep-alive connection with one request under way: no more than a benchmark needs, so that it costs little. */
export class Connection {
  private text = '';
  private answer: ((reply: Reply) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.receive(text));
    socket.on('error', (error) => this.fail?.(error));
    socket.on('close', () => this.fail?.(new Error('the gateway closed the connection')));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  /** @param bytes a whole HTTP/1.1 request */
  request(bytes: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.answer = resolve;
      this.fail = reject;
      this.socket.write(bytes);
    });
  }

  close(): void {
    this.fail = undefined;
    this.socket.destroy();
  }

  private receive(text: string): void {
    this.text = this.text === '' ? text : this.text + text;
    const head = this.text.indexOf(HEAD_END);
    if (head < 0) return;
    const at = this.text.indexOf(LENGTH);
    const length = at < 0 || at > head ? 0 : Number.parseInt(this.text.slice(at + LENGTH.length, head), 10);
    if (this.text.length < head + HEAD_END.length + length) return;
    const reply = { status: Number(this.text.slice(9, 12)), body: this.text.slice(head + HEAD_END.length) };
    this.text = '';
    this.answer?.(reply);
  }
}
