import { isNativeError } from 'node:util/types';
import { GatewayError, UnreachableError } from './errors';

export interface FollowOptions {
  signal?: AbortSignal;
  /** Told once each time the connection is lost. */
  onLost?: () => void;
}

/** Pauses between tries to connect again; after the last one the failure is told. */
export const RETRY_MS = [200, 500, 1000, 2000, 5000, 5000, 5000, 5000, 5000];

/** Whether trying again can help: a cut connection, a gateway that restarts; not a task that is gone. */
export function mayPass(error: unknown): boolean {
  if (error instanceof GatewayError) return error.status >= 500 || error.status === 429;
  return error instanceof UnreachableError || isBrokenBody(error);
}

/** What fetch throws when a body breaks off, and when we gave up a silent one. */
const isBrokenBody = (error: unknown): boolean =>
  isNativeError(error) && ['TypeError', 'AbortError'].includes(error.name);
