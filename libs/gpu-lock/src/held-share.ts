const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FIELD = /^taken:(\d+)$/;

/**
 * Share of the last hour in which nobody else could have the GPU, over its whole minutes and the one that runs.
 * @param statistics with `taken:<minute>`, ms in which it was taken in that minute, of what is over
 * @param since when what has it now was given it, ms; `undefined` while it can be had
 */
export function heldShareOf(statistics: Record<string, string>, since: number | undefined, now: number): number {
  const from = Math.ceil((now - HOUR_MS) / MINUTE_MS) * MINUTE_MS;
  const over = Object.entries(statistics)
    .filter(([field]) => Number(FIELD.exec(field)?.[1]) * MINUTE_MS >= from)
    .reduce((total, [, ms]) => total + Number(ms), 0);
  const going = since === undefined ? 0 : Math.max(0, now - Math.max(since, from));
  return Math.min(1, (over + going) / (now - from));
}
