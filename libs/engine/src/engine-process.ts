import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineCrashedError, InternalTaskError } from '@switchyard/contracts';
import type { GateTicket, GpuDevice } from '@switchyard/gpu-lock';
import { endGroup } from '@switchyard/processes';
import { engineEnv } from './engine-env';
import { fromCarriedFailure } from './failure';
import {
  pack,
  unpack,
  type CallMessage,
  type EngineMessage,
  type GateBusyMessage,
  type WorkerMessage,
} from './protocol';
import { limited, metLimit, reservedForCode, withOwnLimits, type ProcessLimits } from './process-limits';
import { shortened, TextTail, withoutNativeStack } from './text-tail';

/** Enough for why V8 gave up and the machine code it was in, which comes after it. */
const LAST_WORDS_BYTES = 32_768;

/** The GPU a call may use: the lease of one says both. */
export interface EngineGpu {
  device: Pick<GpuDevice, 'gpu' | 'uuid' | 'simulated'>;
  ticket: GateTicket;
}

/** What a caller wants to stop and to know. */
export interface EngineCall {
  /** Kills the engine. */
  signal: AbortSignal;
  /** Asks the method to end; an engine that does not is killed by `signal`. */
  stop?: AbortSignal;
  /** Without it the engine sees no GPU. */
  gpu?: EngineGpu;
  onProgress?: (fraction: number, message?: string) => void;
  /** Told each part of the result that the engine gives before the whole. */
  onOutput?: (part: object) => void;
  /** Told what the engine prints while it works for this call, in pieces of any length. */
  onPrinted?: (text: string) => void;
  /** Given the call as it begins; it ends when no engine works for it any more: a killed one is confirmed gone. */
  onBegin?: (call: Promise<unknown>) => void;
  /** Given the work for this call as its turn comes: until then it waits for the calls before it. */
  onTurn?: (work: Promise<unknown>) => void;
}

/** Where an engine's events are told; a pino logger fits. */
export interface EngineLog {
  info(facts: object): void;
  warn(facts: object): void;
}

export interface EngineProcessOptions {
  name: string;
  script: string;
  env?: Record<string, string>;
  execArgv?: string[];
  log?: EngineLog;
  /** Hold for the engine and for each program that it starts. */
  limits?: ProcessLimits;
}

interface CurrentCall extends EngineCall {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** One engine child and everything it starts: a process group of its own, one call at a time. */
export class EngineProcess {
  private readonly child: ChildProcess;
  private readonly printed = new TextTail(LAST_WORDS_BYTES);
  private ready = false;
  private hasServed = false;
  private endWanted = false;
  private current?: CurrentCall;
  private goneAs?: string;
  /** Whether it ended without an order from its pool. */
  crashed = false;
  /** How the engine ended; known once none of its group runs. */
  readonly ended: Promise<string>;

  constructor(private readonly options: EngineProcessOptions) {
    const [program, ...args] = this.command();
    this.child = fork(options.script, [], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: engineEnv(options.env),
      execPath: program,
      execArgv: args,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.printed.add(Buffer.from(text));
        this.current?.onPrinted?.(text);
      });
    }
    this.child.on('message', (message) => this.receive(message as EngineMessage));
    this.ended = this.watchEnd();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Whether another call can be given to it. */
  get usable(): boolean {
    return this.goneAs === undefined && !this.endWanted && this.child.connected;
  }

  /** Runs one method; an abort kills the whole group and is reported when its end is confirmed. */
  async run(method: string, params: unknown, call: EngineCall): Promise<unknown> {
    call.signal.throwIfAborted();
    call.stop?.throwIfAborted();
    if (this.hasServed) this.printed.clear(); // the words of one call do not explain the end of another
    this.hasServed = true;
    const packed = pack(params, `the input of ${method}`);
    const message: CallMessage = { kind: 'call', method, params: packed, ticket: call.gpu?.ticket };
    const onAbort = () => void this.end();
    const onStop = () => void this.send({ kind: 'stop' });
    call.signal.addEventListener('abort', onAbort, { once: true });
    call.stop?.addEventListener('abort', onStop, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.current = { ...call, signal: call.signal, resolve, reject };
        if (this.goneAs !== undefined) return this.rejectCurrent(this.goneAs);
        this.send(message);
      });
    } finally {
      this.current = undefined;
      call.signal.removeEventListener('abort', onAbort);
      call.stop?.removeEventListener('abort', onStop);
    }
  }

  /** Kills the engine with its group and waits until nothing of it runs. */
  async end(): Promise<void> {
    this.endWanted = true;
    if (this.child.pid !== undefined) await endGroup(this.child.pid, this.stillThere);
    await this.ended;
  }

  /** A failed send means that the channel is gone; the end of the process says why. */
  private send(message: WorkerMessage): void {
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  private receive(message: EngineMessage): void {
    if (this.endWanted) return;
    if (message.kind === 'ready') this.ready = true;
    else if (message.kind === 'progress') this.current?.onProgress?.(message.fraction, message.message);
    else if (message.kind === 'output') this.current?.onOutput?.(message.part);
    else if (message.kind === 'gate-busy') this.tellBusy(message);
    else if (message.kind === 'failure') this.current?.reject(fromCarriedFailure(message.failure));
    // An engine that was installed after its worker had started may say what the worker does not know.
    else if (message.kind === 'result') this.current?.resolve(unpack(message.bytes));
  }

  private async watchEnd(): Promise<string> {
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    const ending = await new Promise<string>((resolve) => {
      this.child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
      this.child.on('error', (error) => {
        if (this.child.pid === undefined) resolve(error.message);
      });
    });
    this.crashed = !this.endWanted;
    if (this.child.pid !== undefined) await endGroup(this.child.pid, this.stillThere);
    // The last words may still be in the pipe; an orphan outside the group could hold it open for ever.
    await Promise.race([closed, pause(500, undefined, { ref: false })]);
    this.goneAs = ending;
    this.rejectCurrent(ending);
    return ending;
  }

  private rejectCurrent(ending: string): void {
    const { name } = this.options;
    const words = shortened(withoutNativeStack(this.printed.text));
    if (this.current?.signal.aborted) this.current.reject(this.current.signal.reason);
    else if (this.endWanted) this.current?.reject(new InternalTaskError(`engine ${name} was closed while it worked`));
    else if (this.ready) this.current?.reject(new EngineCrashedError(name, this.withLimit(ending, words), words));
    else this.current?.reject(new InternalTaskError(`engine ${name} could not be started (${ending})`, words));
  }

  private command(): string[] {
    const { limits = {}, execArgv = [] } = this.options;
    const { memoryBytes } = limits;
    const needed = memoryBytes === undefined ? undefined : memoryBytes + reservedForCode();
    return limited(process.execPath, execArgv, withOwnLimits({ ...limits, memoryBytes: needed })).flat();
  }

  private withLimit(ending: string, words: string): string {
    const signal = ending.startsWith('signal ') ? (ending.slice(7) as NodeJS.Signals) : null;
    const met = metLimit({ signal, words }, this.options.limits ?? {});
    return met === undefined ? ending : `${ending}; it met its limit of ${met}`;
  }

  private tellBusy({ holder, waitedMs }: GateBusyMessage): void {
    const { name, log } = this.options;
    log?.warn({ event: 'gpu_gate_busy', engine: name, pid: this.pid, holder, waitedMs });
  }

  private readonly stillThere = (waitedMs: number): void => {
    this.options.log?.warn({ event: 'engine.still-ending', engine: this.options.name, pid: this.pid, waitedMs });
  };
}
