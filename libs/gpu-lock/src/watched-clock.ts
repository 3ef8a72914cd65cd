/** Redis counts whole milliseconds, and no two clocks run alike. */
const TOLERANCE_MS = 2;

/** What a process knows of the watched time of a GPU, in which Redis counts leases. */
export class WatchedClock {
  private heard: { watched: number; sentAt: number } | undefined;

  /** @param goodForMs an answer older than that says nothing any more: the clock may have stood still meanwhile */
  constructor(private readonly goodForMs: number) {}

  /** @param sentAt when the question was sent: Redis told its time at a later moment */
  hear(watched: number, sentAt: number): void {
    this.heard = { watched, sentAt };
  }

  /** The most that can have passed since a moment of watched time, however late we hear of it; `Infinity` if unknown. */
  mostSince(watched: number, now = performance.now()): number {
    if (!this.heard || now - this.heard.sentAt > this.goodForMs) return Infinity;
    const most = this.heard.watched + (now - this.heard.sentAt) - watched;
    return most < -TOLERANCE_MS ? Infinity : Math.max(0, most); // a moment to come: the clock has jumped
  }
}
