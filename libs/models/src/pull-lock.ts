import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { isErrno } from './files';

/** The holder refreshes its lock every `UPDATE_MS`; after `STALE_MS` without that it counts as dead. */
const STALE_MS = 8_000;
const UPDATE_MS = 2_000;
const POLL_MS = 250;

export interface LockRequest {
  path: string;
  signal?: AbortSignal;
  /** Called once when another process has the lock. */
  onWait?: () => void;
}

/**
 * Runs `work` while this process alone holds the lock, waiting for other holders and taking over from dead ones.
 * The signal given to `work` is aborted when the caller gives up or the lock is lost.
 */
export async function holdLock<T>(request: LockRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const lost = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, lost.signal]) : lost.signal;
  const release = await acquire(request, signal, (error) => lost.abort(error));
  try {
    return await work(signal);
  } finally {
    if (!lost.signal.aborted) await release();
  }
}

async function acquire(
  { path, onWait }: LockRequest,
  signal: AbortSignal,
  onCompromised: (error: Error) => void,
): Promise<() => Promise<void>> {
  await mkdir(dirname(path), { recursive: true });
  for (let waited = false; ; waited = true) {
    signal.throwIfAborted();
    try {
      return await lock(path, { realpath: false, stale: STALE_MS, update: UPDATE_MS, onCompromised });
    } catch (error) {
      if (!isErrno(error, 'ELOCKED')) throw error;
    }
    if (!waited) onWait?.();
    await pause(POLL_MS, undefined, { signal });
  }
}
