import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Plane } from './opencv';
import type { PaintAnswer, PaintCall } from './painter.thread';
import type { Mask } from './stroke-mask';

/** One thread with an OpenCV of its own, which paints one picture after the other. */
class Lane {
  private readonly waiting: { resolve: (answer: PaintAnswer) => void; reject: (error: Error) => void }[] = [];
  private end: Error | undefined;
  readonly ready: Promise<PaintAnswer>;

  constructor(private readonly thread: Worker) {
    thread.on('message', (answer: PaintAnswer) => this.waiting.shift()?.resolve(answer));
    thread.on('error', (error) => this.fail(error));
    thread.on('exit', () => this.fail(new Error('a thread that paints has ended')));
    this.ready = this.answer();
  }

  paint(call: PaintCall): Promise<PaintAnswer> {
    const answer = this.answer();
    this.thread.postMessage(call);
    return answer;
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }

  private answer(): Promise<PaintAnswer> {
    return new Promise((resolve, reject) => {
      if (this.end) reject(this.end);
      else this.waiting.push({ resolve, reject });
    });
  }

  private fail(error: Error): void {
    this.end ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.end);
  }
}

/** Paints several pictures at once by OpenCV, whose WebAssembly takes one core: each in a thread of its own. */
export class OpencvLanes {
  private next = 0;

  private constructor(
    private readonly lanes: readonly Lane[],
    readonly version: string,
  ) {}

  static async open(count: number): Promise<OpencvLanes> {
    const script = join(__dirname, `painter.thread${extname(__filename)}`);
    const lanes = Array.from({ length: count }, () => new Lane(new Worker(script)));
    const answers = await Promise.all(lanes.map(({ ready }) => ready));
    return new OpencvLanes(lanes, answers.map((answer) => ('version' in answer ? answer.version : ''))[0] ?? 'unknown');
  }

  async paint(planes: Plane[], masks: readonly Mask[]): Promise<Plane[]> {
    const lane = this.lanes[this.next++ % this.lanes.length]!;
    const answer = await lane.paint({ planes, masks });
    return 'planes' in answer ? answer.planes : planes;
  }

  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }
}
