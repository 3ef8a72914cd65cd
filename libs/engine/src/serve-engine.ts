import type { GateTicket } from '@switchyard/gpu-lock';
import type { EngineMethods } from './engine-pool';
import { toCarriedFailure } from './failure';
import { endWithParent } from './parent-watch';
import { untilToolsEnded } from './run-tool';
import { pack, unpack, type CallMessage, type EngineMessage, type WorkerMessage } from './protocol';

/** What a method of an engine can say and must watch while it works. */
export interface EngineWork {
  /** @param fraction 0 to 1 */
  progress: (fraction: number, message?: string) => void;
  /** Gives a part of the result, plain data, before the whole is there. */
  output: (part: object) => void;
  /**
   * Aborts when the method is asked to end, and when it has ended, so that nothing it started goes on: its answer waits for
   * the end of its programs. A method that was asked keeps what it can and throws; it has some seconds. A cancelled task ends the whole process.
   */
  signal: AbortSignal;
}

/** The methods of an engine as its child process implements them. */
export type EngineImplementation<M extends EngineMethods<M>> = {
  [K in keyof M]: (params: Parameters<M[K]>[0], work: EngineWork) => ReturnType<M[K]>;
};

type AnyMethod = (params: unknown, work: EngineWork) => Promise<unknown>;

const LEAST_MS_BETWEEN_PROGRESS = 100;

/** Makes this process an engine: it answers the calls of the pool that started it, and ends when that one is gone. */
export function serveEngine<M extends EngineMethods<M>>(methods: EngineImplementation<M>): void {
  if (!process.send) throw new Error('an engine is started by an EnginePool, not by hand');
  // The worker decides when an engine ends; a signal to the whole service must not cut off work that is being drained.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  endWithParent();
  let inWork = new AbortController();
  process.on('message', (message: WorkerMessage) => {
    if (message.kind === 'stop') return inWork.abort(new Error('the task is to end'));
    inWork = new AbortController();
    const method = Object.hasOwn(methods, message.method) ? methods[message.method as keyof M] : undefined;
    void answer(message, method as AnyMethod | undefined, inWork).then(send);
  });
  send({ kind: 'ready' });
}

async function answer(
  message: CallMessage,
  method: AnyMethod | undefined,
  ended: AbortController,
): Promise<EngineMessage> {
  try {
    if (!method) throw new Error(`the engine has no method ${message.method}`);
    if (message.ticket) await enterGate(message.ticket);
    const output = (part: object): void => send({ kind: 'output', part });
    const work = { progress: reporter(), output, signal: ended.signal };
    const result = await method(unpack(message.params), work);
    return { kind: 'result', bytes: pack(result, `the result of ${message.method}`) };
  } catch (error) {
    return { kind: 'failure', failure: toCarriedFailure(error) };
  } finally {
    ended.abort(new Error(`${message.method} has ended`));
    await untilToolsEnded();
  }
}

/** Only engines that use a GPU load what this needs. */
async function enterGate(ticket: GateTicket): Promise<void> {
  const { enterDeviceGate } = await import('@switchyard/gpu-lock');
  await enterDeviceGate(ticket, { onBusy: (holder, waitedMs) => send({ kind: 'gate-busy', holder, waitedMs }) });
}

/** Passes progress on, but not more often than a watcher can see. */
function reporter(): EngineWork['progress'] {
  let last = -Infinity;
  return (fraction, message) => {
    if (!Number.isFinite(fraction) || performance.now() - last < LEAST_MS_BETWEEN_PROGRESS) return;
    last = performance.now();
    send({ kind: 'progress', fraction: Math.min(1, Math.max(0, fraction)), message });
  };
}

function send(message: EngineMessage): void {
  // A failed send means that the worker is gone; then this process ends as well.
  process.send?.(message, undefined, undefined, () => undefined);
}
