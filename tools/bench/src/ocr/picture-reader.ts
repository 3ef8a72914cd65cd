import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** What a reader answers for one picture. */
export interface Answer {
  text: string;
  seconds: number;
  /** Largest memory of the process so far. */
  peakMegabytes: number;
}

/** A process that reads pictures: a path per line in, a JSON object per line out. */
export class PictureReader {
  private readonly answers: AsyncIterator<string>;

  private constructor(private readonly child: ChildProcessByStdio<Writable, Readable, null>) {
    this.answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  static start(command: string, ...args: string[]): PictureReader {
    const env = { ...process.env, ORT_DISABLE_TELEMETRY: '1' };
    return new PictureReader(spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  async read(path: string): Promise<Answer> {
    this.child.stdin.write(`${path}\n`);
    const answer = await this.answers.next();
    if (answer.done) throw new Error(`${this.child.spawnfile} ended before it had read ${path}`);
    return JSON.parse(answer.value) as Answer;
  }

  end(): void {
    this.child.stdin.end();
  }
}
