import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** How long one expression may compute, and how much memory it may take. */
const MOST_MS = 1000;
const MOST_MIB = 64;
/** A process that says nothing for so long is stopped, or has no processor to compute on. */
const SILENT_MS = 30_000;
const TOO_MUCH = `it needs more than ${MOST_MIB} MiB`;
/** Expressions at the same time: one that takes long does not hold up the others. */
const MOST_PROCESSES = Math.min(4, Math.max(2, availableParallelism()));

/** An expression that has no value for this item. */
export class ExpressionError extends Error {}

interface Question {
  expression: string;
  input: string;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** Evaluates expressions of JSONata in processes without access to anything, with limits of time and memory. */
export class Expressions {
  private readonly free: ExpressionProcess[] = [];
  private readonly busy = new Set<ExpressionProcess>();
  private readonly waiting: Question[] = [];

  /** @param mostMs how long one expression may compute */
  constructor(private readonly mostMs = MOST_MS) {}

  /** @throws ExpressionError */
  evaluate(expression: string, data: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ expression, input: JSON.stringify(data ?? null), resolve, reject });
      this.askNext();
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.free.splice(0), ...this.busy].map((evaluator) => evaluator.end()));
  }

  private askNext(): void {
    if (this.waiting.length === 0 || (this.free.length === 0 && this.busy.size >= MOST_PROCESSES)) return;
    const next = this.waiting.shift();
    if (!next) return;
    const evaluator = this.freeProcess() ?? new ExpressionProcess(this.mostMs);
    this.busy.add(evaluator);
    evaluator.ask(next, () => {
      this.busy.delete(evaluator);
      if (evaluator.lives) this.free.push(evaluator);
      this.askNext();
    });
  }

  /** One may have ended while nothing was asked of it. */
  private freeProcess(): ExpressionProcess | undefined {
    for (let evaluator = this.free.pop(); evaluator; evaluator = this.free.pop()) if (evaluator.lives) return evaluator;
    return undefined;
  }
}

interface Answer {
  ready?: boolean;
  value?: string;
  problem?: string;
  /** It needed more memory than it may have. */
  full?: boolean;
  /** Nothing more will be answered. */
  over?: boolean;
}

/** One process, which evaluates one expression at a time. It ends with one that takes too long, or too much. */
class ExpressionProcess {
  lives = true;
  private isReady = false;
  private readonly child: ChildProcess;
  private asked: { question: Question; done: () => void } | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(mostMs: number) {
    const script = join(__dirname, 'expression.process.cjs');
    this.child = fork(script, [String(MOST_MIB), String(mostMs)], {
      env: {},
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', ({ ready, value, problem, full, over }: Answer) => {
      if (ready) this.begin();
      else if (over) this.fail(full ? TOO_MUCH : (problem ?? ''));
      else if (value === undefined)
        this.answer((question) => question.reject(problemOf(question, problem ?? 'it has no value')));
      else this.answer(({ resolve }) => resolve(JSON.parse(value)));
    });
    this.child.once('error', (error) => this.lose(error.message));
    this.child.once('exit', (code, signal) => {
      // V8 ends a process that has no memory so
      if (signal === 'SIGABRT' || code === 134 || signal === 'SIGTRAP') this.fail(TOO_MUCH);
      else this.lose(`exit ${signal ?? code}`);
    });
  }

  ask(question: Question, done: () => void): void {
    this.asked = { question, done };
    this.hold(true);
    this.child.send({ expression: question.expression, input: question.input }, () => undefined);
    if (this.isReady) this.begin();
  }

  /** An answer that has come already is taken before its time counts as over. */
  private begin(): void {
    const { asked } = this;
    this.isReady = true;
    if (!asked) return;
    const end = (): void => {
      if (this.asked === asked) this.fail(`it took longer than ${SILENT_MS / 1000} s`);
    };
    this.timer = setTimeout(() => setImmediate(end), SILENT_MS);
  }

  async end(): Promise<void> {
    this.lives = false;
    clearTimeout(this.timer);
    if (this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  private fail(why: string): void {
    void this.end();
    this.answer((question) => question.reject(problemOf(question, why)));
  }

  /** Its process is gone for a reason of its own: no fault of the expression. */
  private lose(why: string): void {
    this.lives = false;
    this.answer(({ reject }) => reject(new Error(`the process that evaluates expressions ended (${why})`)));
  }

  /** A process that has nothing to do keeps none from its end. */
  private hold(working: boolean): void {
    const change = working ? 'ref' : 'unref';
    this.child[change]();
    this.child.channel?.[change]();
  }

  private answer(settle: (question: Question) => void): void {
    const { asked } = this;
    if (!asked) return;
    this.asked = undefined;
    clearTimeout(this.timer);
    this.hold(false);
    settle(asked.question);
    asked.done();
  }
}

const problemOf = ({ expression }: Question, why: string): ExpressionError =>
  new ExpressionError(`expression "${expression.slice(0, 200)}": ${why}`);
