import { availableParallelism } from 'node:os';

/** More threads than this make one transcription little faster. */
const USEFUL_THREADS = 4;

/**
 * Threads of one decoder and decoders at once, so that all tasks of a worker together take its cores once. 0 stands for what
 * fits.
 */
export function sharesOf(
  asked: { threads: number; lanes: number; tasks: number },
  cores = availableParallelism(),
): { threads: number; lanes: number } {
  const mine = Math.max(1, Math.floor(cores / asked.tasks));
  const threads = asked.threads || Math.min(USEFUL_THREADS, Math.max(1, Math.floor(mine / (asked.lanes || 1))));
  return { threads, lanes: asked.lanes || Math.max(1, Math.floor(mine / threads)) };
}
