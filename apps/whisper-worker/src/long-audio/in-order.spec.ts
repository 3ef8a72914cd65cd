import { setTimeout as pause } from 'node:timers/promises';
import { inOrder } from './in-order';

async function* numbers(count: number, asked: number[] = [], closed: boolean[] = []): AsyncGenerator<number> {
  try {
    for (let at = 0; at < count; at++) {
      asked.push(at);
      yield at;
    }
  } finally {
    closed.push(true);
  }
}

describe('work in lanes', () => {
  it('gives results in the order of the items, however long each takes', async () => {
    const lanes = new Set<number>();
    const results = await inOrder(numbers(7), 3, async (item, index, lane) => {
      lanes.add(lane);
      await pause(((item * 5) % 7) * 3);
      return `${item}-${index}`;
    });
    expect(results).toEqual(['0-0', '1-1', '2-2', '3-3', '4-4', '5-5', '6-6']);
    expect([...lanes].sort()).toEqual([0, 1, 2]);
  });

  it('asks for no more than it has lanes for', async () => {
    const asked: number[] = [];
    let most = 0;
    let done = 0;
    await inOrder(numbers(6, asked), 2, async () => {
      most = Math.max(most, asked.length - done);
      await pause(2);
      done += 1;
    });
    expect(most).toBe(2);
  });

  it('fails with the failure, asks for nothing more, and closes the stream', async () => {
    const asked: number[] = [];
    const closed: boolean[] = [];
    const work = async (item: number): Promise<void> => {
      if (item === 1) throw new Error('no');
      await pause(5);
    };
    await expect(inOrder(numbers(9, asked, closed), 2, work)).rejects.toThrow('no');
    expect(asked).toEqual([0, 1]);
    expect(closed).toEqual([true]);
  });

  it('fails when the stream does', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      await pause(1);
      throw new Error('cut off');
    }
    await expect(inOrder(broken(), 2, () => pause(1))).rejects.toThrow('cut off');
  });
});
