import { RequestError, type TaskEvent } from '@switchyard/contracts';
import type { RedisClient } from '@switchyard/redis';
import { Bell, listen } from '../tasks/event-feed';
import type { WorkflowRun } from './replies';
import { isOver, type RunSource } from './run';
import { SharedReads } from './shared-reads';

const PAGE = 500;

/** Events as they come; those up to `missingTo` were trimmed before they could be read. */
export interface RunPart {
  missingTo?: number;
  events: readonly TaskEvent[];
}

export interface Followed {
  source: RunSource;
  id: string;
  afterSeq: number;
  /** Aborts when the reader is gone. */
  signal: AbortSignal;
}

const reads = new SharedReads();

/**
 * The events of a run after one of them: those that are kept first, then the new ones, each once and in order. Returns the run
 * when it is over and all its events were given.
 * @throws RequestError when the run is not there any more
 */
export async function* followRun(
  subscriber: RedisClient,
  { source, id, afterSeq, signal }: Followed,
): AsyncGenerator<RunPart, WorkflowRun | undefined> {
  const bell = new Bell();
  const ring = (): void => bell.ring();
  const unlisten = listen(subscriber, source.channel(id), ring);
  signal.addEventListener('abort', ring);
  try {
    let seq = afterSeq;
    while (!signal.aborted) {
      const run = await stateOf(source, id); // before its events: a run that is over by now gets no more of them
      const events = await reads.once(`${source.type} ${id} ${seq}`, () => source.events(id, seq, PAGE));
      const first = events[0]?.seq ?? seq + 1;
      if (events.length > 0) yield first > seq + 1 ? { missingTo: first - 1, events } : { events };
      seq = events.at(-1)?.seq ?? seq;
      if (events.length === PAGE) continue;
      if (isOver(run.state)) return run;
      await bell.next();
    }
    return undefined;
  } finally {
    signal.removeEventListener('abort', ring);
    unlisten();
  }
}

async function stateOf(source: RunSource, id: string): Promise<WorkflowRun> {
  const [run] = await reads.once(`${source.type} ${id}`, () => source.runs([id]));
  if (!run) throw noSuchRun(id);
  return run;
}

export const noSuchRun = (id: string): RequestError =>
  new RequestError('RUN_NOT_FOUND', 'run not found', `run ${id.slice(0, 128)} does not exist`);
