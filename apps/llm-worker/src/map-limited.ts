/** `Promise.all` of `work` on each item, at most `limit` at the same time; the first failure ends it. */
export async function mapLimited<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  const lanes = Array.from({ length: limit }, lane);
  try {
    await Promise.all(lanes);
  } catch (error) {
    waiting.length = 0;
    throw error;
  }
}
