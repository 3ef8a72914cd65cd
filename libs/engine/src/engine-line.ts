import { InternalTaskError } from '@switchyard/contracts';
import { EngineProcess, type EngineCall, type EngineProcessOptions } from './engine-process';

export interface EngineLineOptions extends EngineProcessOptions {
  /** Most engines at once; calls beyond wait in order. */
  size: number;
  /** Time without a call after which an engine is ended; 0 ends it right after each call, `Infinity` keeps it. */
  idleSeconds: number;
}

/** What probes and metrics show of a pool. */
export interface EnginePoolState {
  /** Engines that are loaded and wait for a call. */
  warm: number;
  busy: number;
  waiting: number;
  starts: number;
  crashes: number;
  pids: number[];
}

interface Waiter {
  go(): void;
  refuse(error: Error): void;
}

/** The engines of one device: reused while warm, replaced after a crash, killed on abort. */
export class EngineLine {
  private readonly warm: { engine: EngineProcess; idle?: NodeJS.Timeout }[] = [];
  private readonly busy = new Set<EngineProcess>();
  /** All that were started and of which anything may still run. */
  private readonly alive = new Set<EngineProcess>();
  private readonly ending = new Set<Promise<void>>();
  private readonly waiting: Waiter[] = [];
  private turns = 0;
  private starts = 0;
  private crashes = 0;
  private closed = false;

  /** @param onEmpty told when the last engine has ended */
  constructor(
    private readonly options: EngineLineOptions,
    private readonly onEmpty: () => void = () => undefined,
  ) {}

  /** Runs one method in an engine; calls are served in the order they came. */
  async call(method: string, params: unknown, call: EngineCall): Promise<unknown> {
    call.signal.throwIfAborted();
    await this.turn(call.signal);
    try {
      const work = this.work(method, params, call);
      call.onTurn?.(work);
      return await work;
    } finally {
      this.nextTurn();
    }
  }

  private async work(method: string, params: unknown, call: EngineCall): Promise<unknown> {
    const engine = await this.take(call.signal);
    try {
      return await engine.run(method, params, call);
    } finally {
      await this.putBack(engine);
    }
  }

  /** Ends all engines, confirmed; calls in work or waiting are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    for (const waiter of this.waiting.splice(0)) waiter.refuse(this.closedError());
    await this.end();
  }

  /** Ends the engines there are, confirmed; calls in work are rejected, later ones get another engine. */
  async end(): Promise<void> {
    await Promise.all([...this.alive].map((engine) => engine.end()));
  }

  /** Whether anything of an engine may still run. */
  get loaded(): boolean {
    return this.alive.size > 0;
  }

  get state(): EnginePoolState {
    const { starts, crashes } = this;
    const pids = [...this.warm.map(({ engine }) => engine.pid), ...[...this.busy].map((engine) => engine.pid)];
    return {
      warm: this.warm.length,
      busy: this.busy.size,
      waiting: this.waiting.length,
      starts,
      crashes,
      pids: pids.filter((pid) => pid !== undefined),
    };
  }

  /** Resolves when fewer than `size` calls run; an abort gives the place in the queue up. */
  private turn(signal: AbortSignal): Promise<void> {
    if (this.closed) return Promise.reject(this.closedError());
    if (this.turns < this.options.size) {
      this.turns += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        go: () => (signal.removeEventListener('abort', leave), resolve()),
        refuse: (error) => (signal.removeEventListener('abort', leave), reject(error)),
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(waiter);
    });
  }

  private nextTurn(): void {
    const next = this.waiting.shift();
    if (next) next.go();
    else this.turns -= 1;
  }

  private async take(signal: AbortSignal): Promise<EngineProcess> {
    for (let kept = this.warm.pop(); kept; kept = this.warm.pop()) {
      clearTimeout(kept.idle);
      this.busy.add(kept.engine);
      if (kept.engine.usable) return kept.engine;
      this.busy.delete(kept.engine);
    }
    // Memory of a GPU is only free once the engine before has ended.
    while (this.ending.size > 0) await Promise.all(this.ending);
    if (this.closed) throw this.closedError();
    signal.throwIfAborted();
    return this.start();
  }

  private start(): EngineProcess {
    const engine = new EngineProcess(this.options);
    this.starts += 1;
    this.busy.add(engine);
    this.alive.add(engine);
    this.options.log?.info({ event: 'engine.started', engine: this.options.name, pid: engine.pid });
    void engine.ended.then((ending) => this.forget(engine, ending));
    return engine;
  }

  private async putBack(engine: EngineProcess): Promise<void> {
    if (!engine.usable) {
      // A call may fail before its engine has ended; the next one must not start beside it.
      await engine.end();
      return;
    }
    this.busy.delete(engine);
    const { idleSeconds } = this.options;
    if (idleSeconds === 0 && this.waiting.length === 0) return this.retire(engine);
    const idle = Number.isFinite(idleSeconds) && idleSeconds > 0 ? this.idleTimer(engine) : undefined;
    this.warm.push({ engine, idle });
  }

  private idleTimer(engine: EngineProcess): NodeJS.Timeout {
    return setTimeout(() => void this.retire(engine), this.options.idleSeconds * 1000).unref();
  }

  private async retire(engine: EngineProcess): Promise<void> {
    this.drop(engine);
    const ended = engine.end();
    this.ending.add(ended);
    await ended.finally(() => this.ending.delete(ended));
  }

  private forget(engine: EngineProcess, ending: string): void {
    this.drop(engine);
    this.alive.delete(engine);
    const { pid, crashed } = engine;
    if (crashed) this.crashes += 1;
    this.options.log?.[crashed ? 'warn' : 'info']({ event: 'engine.ended', engine: this.options.name, pid, ending });
    if (!this.loaded) this.onEmpty();
  }

  private drop(engine: EngineProcess): void {
    this.busy.delete(engine);
    const at = this.warm.findIndex((kept) => kept.engine === engine);
    if (at >= 0) clearTimeout(this.warm.splice(at, 1)[0]?.idle);
  }

  private closedError(): InternalTaskError {
    return new InternalTaskError(`engine ${this.options.name} is closed`);
  }
}
