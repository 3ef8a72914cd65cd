import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** How long one expression may take, and how much memory. */
const MOST_MS = 1000;
const MOST_MIB = 64;

/** An expression that has no value for this item. */
export class ExpressionError extends Error {}

interface Question {
  id: number;
  expression: string;
  input: string;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** Evaluates expressions of JSONata in a thread without access to anything, with limits of time and memory. */
export class Expressions {
  private thread: Worker | undefined;
  private readonly waiting: Question[] = [];
  private asked: Question | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ids = 0;

  /** @throws ExpressionError */
  evaluate(expression: string, data: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ id: (this.ids += 1), expression, input: JSON.stringify(data ?? null), resolve, reject });
      this.askNext();
    });
  }

  async close(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    clearTimeout(this.timer);
    await thread?.terminate();
  }

  private askNext(): void {
    const next = this.asked ? undefined : this.waiting.shift();
    if (!next) return;
    this.asked = next;
    this.thread ??= this.start();
    this.thread.ref();
    this.timer = setTimeout(() => this.fail(`it took longer than ${MOST_MS / 1000} s`), MOST_MS);
    this.thread.postMessage({ id: next.id, expression: next.expression, input: next.input });
  }

  private start(): Worker {
    const thread = new Worker(join(__dirname, 'expression.thread.cjs'), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MOST_MIB, maxYoungGenerationSizeMb: MOST_MIB / 4 },
    });
    thread.on('message', ({ id, value, problem }: { id: number; value?: string; problem?: string }) => {
      if (thread !== this.thread || this.asked?.id !== id) return;
      const { expression, resolve, reject } = this.done();
      if (value === undefined) reject(problemOf(expression, problem ?? 'it has no value'));
      else resolve(JSON.parse(value));
      this.askNext();
    });
    thread.on('error', (error: NodeJS.ErrnoException) => {
      if (thread !== this.thread) return;
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.fail(isFull ? `it needs more than ${MOST_MIB} MiB` : error.message);
    });
    return thread;
  }

  private done(): Question {
    clearTimeout(this.timer);
    const { asked } = this;
    if (!asked) throw new Error('no expression was asked for');
    this.asked = undefined;
    if (this.waiting.length === 0) this.thread?.unref();
    return asked;
  }

  /** The thread does not come back from this expression. */
  private fail(why: string): void {
    const { thread } = this;
    this.thread = undefined;
    void thread?.terminate();
    if (!this.asked) return;
    const { expression, reject } = this.done();
    reject(problemOf(expression, why));
    this.askNext();
  }
}

const problemOf = (expression: string, why: string): ExpressionError =>
  new ExpressionError(`expression "${expression.slice(0, 200)}": ${why}`);
