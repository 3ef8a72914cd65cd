import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** How long one expression may take, and how much memory. */
const MOST_MS = 1000;
const MOST_MIB = 64;
/** Expressions at the same time: one that takes long does not hold up the others. */
const MOST_THREADS = Math.min(4, Math.max(2, availableParallelism()));

/** An expression that has no value for this item. */
export class ExpressionError extends Error {}

interface Question {
  expression: string;
  input: string;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** Evaluates expressions of JSONata in threads without access to anything, with limits of time and memory. */
export class Expressions {
  private readonly free: ExpressionThread[] = [];
  private readonly busy = new Set<ExpressionThread>();
  private readonly waiting: Question[] = [];

  /** @throws ExpressionError */
  evaluate(expression: string, data: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ expression, input: JSON.stringify(data ?? null), resolve, reject });
      this.askNext();
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.free.splice(0), ...this.busy].map((thread) => thread.end()));
  }

  private askNext(): void {
    if (this.waiting.length === 0 || (this.free.length === 0 && this.busy.size >= MOST_THREADS)) return;
    const next = this.waiting.shift();
    if (!next) return;
    const thread = this.freeThread() ?? new ExpressionThread();
    this.busy.add(thread);
    thread.ask(next, () => {
      this.busy.delete(thread);
      if (thread.lives) this.free.push(thread);
      this.askNext();
    });
  }

  /** One may have ended while nothing was asked of it. */
  private freeThread(): ExpressionThread | undefined {
    for (let thread = this.free.pop(); thread; thread = this.free.pop()) if (thread.lives) return thread;
    return undefined;
  }
}

interface Answer {
  ready?: boolean;
  value?: string;
  problem?: string;
}

/** One thread, which evaluates one expression at a time. It ends with one that takes too long, or too much. */
class ExpressionThread {
  lives = true;
  private isReady = false;
  private readonly worker: Worker;
  private asked: { question: Question; done: () => void } | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor() {
    this.worker = new Worker(join(__dirname, 'expression.thread.cjs'), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MOST_MIB, maxYoungGenerationSizeMb: MOST_MIB / 4 },
    });
    this.worker.on('message', ({ ready, value, problem }: Answer) => {
      if (ready) this.begin();
      else if (value === undefined)
        this.answer((question) => question.reject(problemOf(question, problem ?? 'it has no value')));
      else this.answer(({ resolve }) => resolve(JSON.parse(value)));
    });
    this.worker.on('error', (error: NodeJS.ErrnoException) => {
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.fail(isFull ? `it needs more than ${MOST_MIB} MiB` : error.message);
    });
  }

  ask(question: Question, done: () => void): void {
    this.asked = { question, done };
    this.worker.ref();
    this.worker.postMessage({ expression: question.expression, input: question.input });
    if (this.isReady) this.begin();
  }

  /** An answer that has come already is taken before its time counts as over. */
  private begin(): void {
    const { asked } = this;
    this.isReady = true;
    if (!asked) return;
    const end = (): void => {
      if (this.asked === asked) this.fail(`it took longer than ${MOST_MS / 1000} s`);
    };
    this.timer = setTimeout(() => setImmediate(end), MOST_MS);
  }

  async end(): Promise<void> {
    this.lives = false;
    clearTimeout(this.timer);
    await this.worker.terminate();
  }

  private fail(why: string): void {
    void this.end();
    this.answer((question) => question.reject(problemOf(question, why)));
  }

  private answer(settle: (question: Question) => void): void {
    const { asked } = this;
    if (!asked) return;
    this.asked = undefined;
    clearTimeout(this.timer);
    if (this.lives) this.worker.unref();
    settle(asked.question);
    asked.done();
  }
}

const problemOf = ({ expression }: Question, why: string): ExpressionError =>
  new ExpressionError(`expression "${expression.slice(0, 200)}": ${why}`);
