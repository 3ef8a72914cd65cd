const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FIELD = /^taken:(\d+)$/;

/**
 * Share of the last hour, 0 to 1, in which the GPU was taken. It counts whole minutes and the one that runs.
 * @param statistics with `taken:<minute>`: ms of that minute in which the GPU was taken, without the present lease
 * @param since start of the present lease or quarantine, ms; `undefined` while the GPU is free
 */
export function heldShareOf(statistics: Record<string, string>, since: number | undefined, now: number): number {
  const from = Math.ceil((now - HOUR_MS) / MINUTE_MS) * MINUTE_MS;
  const over = Object.entries(statistics)
    .filter(([field]) => Number(FIELD.exec(field)?.[1]) * MINUTE_MS >= from)
    .reduce((total, [, ms]) => total + Number(ms), 0);
  const going = since === undefined ? 0 : Math.max(0, now - Math.max(since, from));
  return Math.min(1, (over + going) / (now - from));
}
