import { LONGEST_RETRY_DELAY_MS } from '@switchyard/task-store';

/** Full jitter (AWS, "Exponential Backoff And Jitter"): anywhere between nothing and the doubled wait. */
export function retryDelayMs(attempt: number, baseSeconds: number, random: () => number = Math.random): number {
  const most = Math.min(LONGEST_RETRY_DELAY_MS, 1000 * baseSeconds * 2 ** (attempt - 1));
  return Math.round(random() * most);
}
