import { deserialize, serialize } from 'node:v8';
import { InternalTaskError, type TaskFailure } from '@switchyard/contracts';
import type { GateHolder, GateTicket } from '@switchyard/gpu-lock';

/** What a worker sends to its engine. */
export interface CallMessage {
  kind: 'call';
  method: string;
  params: Uint8Array;
  /** The gate to enter before the method may touch a GPU. */
  ticket?: GateTicket;
}

/** `stop`: the method in work is asked to end. */
export type WorkerMessage = CallMessage | { kind: 'stop' };

/** The engine waits for another process to leave the gate. */
export interface GateBusyMessage {
  kind: 'gate-busy';
  holder: GateHolder | undefined;
  waitedMs: number;
}

/** What an engine sends to its worker. */
export type EngineMessage =
  | { kind: 'ready' }
  | GateBusyMessage
  | { kind: 'progress'; fraction: number; message?: string }
  | { kind: 'output'; part: object }
  | { kind: 'result'; bytes: Uint8Array }
  | { kind: 'failure'; failure: CarriedFailure };

/** A task error as data. */
export type CarriedFailure = TaskFailure & { deadly: boolean };

/** Most bytes of one parameter or result; what is larger belongs into a file. */
export const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** The bytes of a value, by structured clone; what cannot be cloned or is too large is refused. */
export function pack(value: unknown, what: string): Uint8Array {
  const bytes = cloned(value, what);
  if (bytes.length <= MAX_MESSAGE_BYTES) return bytes;
  const megabytes = (size: number) => `${Math.round(size / 1024 / 1024)} MB`;
  throw new InternalTaskError(
    `${what} is ${megabytes(bytes.length)}, more than ${megabytes(MAX_MESSAGE_BYTES)}: write a file and pass its path`,
  );
}

export const unpack = (bytes: Uint8Array): unknown => deserialize(bytes);

function cloned(value: unknown, what: string): Uint8Array {
  try {
    return serialize(value);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InternalTaskError(`${what} cannot cross the border of the engine's process: ${why}`);
  }
}
