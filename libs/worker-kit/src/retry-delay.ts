const LONGEST_SECONDS = 60;

/** Full jitter (AWS, "Exponential Backoff And Jitter"): anywhere between nothing and the doubled wait. */
export function retryDelayMs(attempt: number, baseSeconds: number, random: () => number = Math.random): number {
  const most = Math.min(LONGEST_SECONDS, baseSeconds * 2 ** (attempt - 1));
  return Math.round(random() * most * 1000);
}
