/** Something that can be worked on, and the lane it is worked on in: lanes count from 0. */
export type Work<T, R> = (item: T, index: number, lane: number) => Promise<R>;

/**
 * Works on the items of a stream in several lanes at once and gives the results in the order of the items. No item is asked
 * for before a lane is free; after a failure none is, and the other lanes are waited for.
 */
export async function inOrder<T, R>(items: AsyncIterable<T>, lanes: number, work: Work<T, R>): Promise<R[]> {
  const iterator = items[Symbol.asyncIterator]();
  const results: R[] = [];
  let count = 0;
  let failed = false;
  const lane = async (number: number): Promise<void> => {
    while (!failed) {
      const next = await iterator.next();
      if (next.done) return;
      const index = count++;
      results[index] = await work(next.value, index, number);
    }
  };
  const attempt = (number: number): Promise<void> =>
    lane(number).catch((error: unknown) => {
      failed = true;
      throw error;
    });
  const ends = await Promise.allSettled(Array.from({ length: lanes }, (_, number) => attempt(number)));
  await iterator.return?.();
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
  return results;
}
