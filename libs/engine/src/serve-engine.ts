import type { EngineMethods } from './engine-pool';
import { toCarriedFailure } from './failure';
import { endWithParent } from './parent-watch';
import { pack, unpack, type CallMessage, type EngineMessage } from './protocol';

/** What a method of an engine can say and must watch while it works. */
export interface EngineWork {
  /** @param fraction 0 to 1 */
  progress: (fraction: number, message?: string) => void;
  /** Aborts when the method has ended, so that nothing it started goes on; a cancelled task ends the whole process. */
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
  process.on('message', (message: CallMessage) => {
    const method = Object.hasOwn(methods, message.method) ? methods[message.method as keyof M] : undefined;
    void answer(message, method as AnyMethod | undefined).then(send);
  });
  send({ kind: 'ready' });
}

async function answer(message: CallMessage, method: AnyMethod | undefined): Promise<EngineMessage> {
  const ended = new AbortController();
  try {
    if (!method) throw new Error(`the engine has no method ${message.method}`);
    const result = await method(unpack(message.params), { progress: reporter(), signal: ended.signal });
    return { kind: 'result', bytes: pack(result, `the result of ${message.method}`) };
  } catch (error) {
    return { kind: 'failure', failure: toCarriedFailure(error) };
  } finally {
    ended.abort(new Error(`${message.method} has ended`));
  }
}

/** Passes progress on, but not more often than anybody looks. */
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
