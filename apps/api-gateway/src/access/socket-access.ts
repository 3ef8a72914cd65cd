import type { IncomingMessage } from 'node:http';
import { LOCAL, type Caller } from './caller';
import { requireScope, type KeyRing } from './key-ring';
import { presentedKey } from './presented-key';

/** The protocol that a page offers beside the one that carries its key, and gets. */
export const SOCKET_PROTOCOL = 'switchyard';

/** Who opened a WebSocket. */
export interface Admission {
  caller: Caller;
  /** False once its key is revoked or has expired. */
  holds(): boolean;
}

/** Lets a WebSocket in: all of them are only read. @throws RequestError */
export async function admitSocket({ headers }: IncomingMessage, ring: KeyRing): Promise<Admission> {
  if (ring.isOpen) return { caller: LOCAL, holds: () => ring.isOpen };
  const caller = await ring.callerOf(presentedKey(headers));
  requireScope(caller, 'read');
  const { key } = caller;
  return { caller, holds: () => (key ? ring.holds(key.id) : ring.isOpen) };
}
