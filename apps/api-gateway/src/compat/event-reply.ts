import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

const KEEP_ALIVE_MS = 15_000;
const KEEP_ALIVE = ': keep-alive\n\n';

export const sseFrame = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

/**
 * Answers with server-sent events. What fails before the first of them still is an error with its status; a later failure becomes
 * the last event.
 */
export async function replyEvents(
  reply: FastifyReply,
  frames: AsyncGenerator<string, void>,
  failed: (error: unknown) => string,
): Promise<void> {
  const kept = keptAlive(frames);
  const first = await kept.next();
  void reply.headers({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  await reply.send(Readable.from(rest(first, kept, failed), { objectMode: false }));
}

async function* rest(
  first: IteratorResult<string, void>,
  frames: AsyncGenerator<string, void>,
  failed: (error: unknown) => string,
): AsyncGenerator<string, void> {
  try {
    if (!first.done) yield first.value;
    yield* frames;
  } catch (error) {
    yield failed(error);
  }
}

/** Comments where nothing comes for a while, so that no proxy on the way takes the connection for a dead one. */
async function* keptAlive(frames: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  try {
    for (;;) {
      const next = frames.next();
      for (let frame = await within(next, KEEP_ALIVE_MS); ; frame = await within(next, KEEP_ALIVE_MS)) {
        if (frame === undefined) {
          yield KEEP_ALIVE;
          continue;
        }
        if (frame.done) return;
        yield frame.value;
        break;
      }
    }
  } finally {
    void frames.return();
  }
}

/** What a promise gives; nothing where it takes longer. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
