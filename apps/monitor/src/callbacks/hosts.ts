/** What is known of one receiving host. */
interface Host {
  sending: number;
  failuresInRow: number;
  /** Until then nothing is sent to it, by the monotonic clock. */
  closedUntilMs: number;
  /** The end of the line of those that were put off. */
  lineEndsMs: number;
  /** Mean of how long it takes to reply. */
  meanMs: number;
}

const MOST_AT_ONCE = 4;
/** Failures in a row after which a host gets a pause, and how long that is. */
const FAILURES = 5;
const PAUSE_MS = 30_000;
const SHORTEST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 60_000;
/** Hosts that are remembered at least: beyond that, those without anything remarkable are forgotten. */
const MOST_HOSTS = 1000;

/**
 * Shares the places for sending among hosts, so that one that is slow or down does not hold up the others: few requests at once go to
 * the same host, and one that keeps failing gets a pause.
 */
export class Hosts {
  private readonly hosts = new Map<string, Host>();

  /** @returns after how many ms to ask again; nothing when the caller may send now, and then tells when it `left` */
  enter(name: string): number | undefined {
    const now = performance.now();
    const host = this.of(name);
    if (now < host.closedUntilMs) return host.closedUntilMs - now + Math.random() * PAUSE_MS * 0.1;
    // after a pause one request finds out how the host is now
    const places = host.failuresInRow >= FAILURES ? 1 : MOST_AT_ONCE;
    if (host.sending >= places) {
      const step = Math.max(SHORTEST_WAIT_MS, host.meanMs / places);
      host.lineEndsMs = Math.max(host.lineEndsMs, now) + step;
      return Math.min(host.lineEndsMs - now, LONGEST_WAIT_MS);
    }
    host.sending += 1;
    return undefined;
  }

  left(name: string, tookMs: number, ok: boolean): void {
    const host = this.of(name);
    host.sending -= 1;
    host.meanMs += (tookMs - host.meanMs) / 8;
    host.failuresInRow = ok ? 0 : host.failuresInRow + 1;
    if (host.failuresInRow >= FAILURES) host.closedUntilMs = performance.now() + PAUSE_MS;
  }

  private of(name: string): Host {
    const known = this.hosts.get(name);
    if (known) return known;
    if (this.hosts.size >= MOST_HOSTS) this.forget();
    const host: Host = { sending: 0, failuresInRow: 0, closedUntilMs: 0, lineEndsMs: 0, meanMs: 0 };
    this.hosts.set(name, host);
    return host;
  }

  private forget(): void {
    for (const [name, { sending, failuresInRow }] of this.hosts)
      if (sending === 0 && failuresInRow < FAILURES) this.hosts.delete(name);
  }
}
