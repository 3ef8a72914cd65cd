import type { RedisClient } from '@switchyard/redis';

/** Listeners of this process by channel; the connection is subscribed while there is one. */
const listeners = new WeakMap<RedisClient, Map<string, Set<() => void>>>();

/** Calls back on each message of a channel until the returned function is called. */
export function listen(subscriber: RedisClient, channel: string, onMessage: () => void): () => void {
  const channels = channelsOf(subscriber);
  const known = channels.get(channel) ?? new Set();
  if (known.size === 0) {
    channels.set(channel, known);
    void tellWhenSubscribed(subscriber, channel, known);
  }
  known.add(onMessage);
  return () => {
    known.delete(onMessage);
    if (known.size > 0) return;
    channels.delete(channel);
    void subscriber.unsubscribe(channel).catch(() => undefined); // a connection that is closed hears nothing anyway
  };
}

/** What happened while the subscription was on its way is not announced any more. */
async function tellWhenSubscribed(subscriber: RedisClient, channel: string, known: Set<() => void>): Promise<void> {
  await subscriber.subscribe(channel).catch(() => undefined); // renewed by itself once Redis is back
  for (const tell of known) tell();
}

/** What happened while the connection was lost is not announced any more. Its subscriptions are renewed before this question. */
async function tellAllWhenSubscribed(subscriber: RedisClient, channels: Map<string, Set<() => void>>): Promise<void> {
  await subscriber.ping().catch(() => undefined); // lost again
  for (const known of channels.values()) for (const tell of known) tell();
}

function channelsOf(subscriber: RedisClient): Map<string, Set<() => void>> {
  const known = listeners.get(subscriber);
  if (known) return known;
  const channels = new Map<string, Set<() => void>>();
  listeners.set(subscriber, channels);
  subscriber.on('message', (channel: string) => {
    for (const tell of channels.get(channel) ?? []) tell();
  });
  subscriber.on('ready', () => void tellAllWhenSubscribed(subscriber, channels));
  return channels;
}

/** Remembers a ring that comes while no reader waits for it. */
export class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async next(): Promise<void> {
    if (!this.rung) await new Promise<void>((resolve) => (this.wake = resolve));
    this.rung = false;
    this.wake = undefined;
  }
}

interface Patience {
  waitMs: number;
  /** Looks also where nothing is heard for so long: an announcement may be missed while Redis is away. */
  everyMs?: number;
  signal: AbortSignal;
}

/** Looks, and again whenever a channel was heard, until it is over, the time is up or the signal aborts; gives what it saw last. */
export async function lookWhenHeard<T>(
  subscriber: RedisClient,
  channel: string,
  { waitMs, everyMs, signal }: Patience,
  look: () => Promise<T>,
  isOver: (seen: T) => boolean,
): Promise<T> {
  const bell = new Bell();
  const ring = (): void => bell.ring();
  const unlisten = listen(subscriber, channel, ring);
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    ring();
  }, waitMs);
  const again = everyMs === undefined ? undefined : setInterval(ring, everyMs);
  signal.addEventListener('abort', ring, { once: true });
  try {
    let seen = await look();
    while (!isOver(seen) && !isLate && !signal.aborted) {
      await bell.next();
      if (!signal.aborted) seen = await look();
    }
    return seen;
  } finally {
    unlisten();
    clearTimeout(late);
    clearInterval(again);
    signal.removeEventListener('abort', ring);
  }
}
