import { LeaseHistory } from './lease-history';

const entry = (at: number): string => JSON.stringify({ action: 'acquire', success: true, at });
/** As Redis keeps it: newest first. */
const kept = (...times: number[]): string[] => times.map(entry).reverse();

describe('a history that is read again and again', () => {
  const read = (...looks: string[][]): { times: number[]; complete: boolean } => {
    const history = new LeaseHistory();
    for (const look of looks) history.add(look);
    return { times: history.actions.map(({ at }) => at), complete: history.complete };
  };

  it('has every entry once, in order', () => {
    expect(read([], kept(1, 2), kept(1, 2), kept(2, 3, 4), kept(3, 4, 5))).toEqual({
      times: [1, 2, 3, 4, 5],
      complete: true,
    });
  });

  it('keeps entries that are the same apart', () => {
    expect(read(kept(1, 1), kept(1, 1, 1))).toEqual({ times: [1, 1, 1], complete: true });
  });

  it('says so when entries were overwritten before they were read, or are gone', () => {
    expect(read(kept(1, 2), kept(4, 5)).complete).toBe(false);
    expect(read(kept(1, 2), []).complete).toBe(false);
  });
});
