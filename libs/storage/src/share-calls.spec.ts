import { ShareCalls, StalledShareError } from './share-calls';

/** A call that hangs until it is let go. */
class Hanging {
  calls = 0;
  private readonly ends: (() => void)[] = [];

  readonly call = (): Promise<void> => {
    this.calls += 1;
    return new Promise((resolve) => this.ends.push(resolve));
  };
  letGo(): void {
    for (const end of this.ends.splice(0)) end();
  }
}

describe('ShareCalls', () => {
  it('ends calls that hang and those that wait for them, and keeps no more than two threads', async () => {
    const [calls, share] = [new ShareCalls(20), new Hanging()];
    const ended = await Promise.allSettled(Array.from({ length: 9 }, () => calls.make(share.call)));
    expect(ended.map((one) => one.status === 'rejected' && one.reason instanceof StalledShareError)).toEqual(
      Array(9).fill(true),
    );
    expect(share.calls).toBe(2);
  });

  it('refuses a call at once while the share hangs, and makes it when the share answers again', async () => {
    const [calls, share] = [new ShareCalls(20), new Hanging()];
    await Promise.allSettled([calls.make(share.call), calls.make(share.call)]);
    const unlimited = jest.spyOn(global, 'setTimeout');
    await expect(calls.make(share.call)).rejects.toThrow(StalledShareError);
    expect(unlimited).not.toHaveBeenCalled();
    unlimited.mockRestore();
    share.letGo();
    await new Promise(setImmediate);
    expect(await Promise.all([1, 2, 3].map((n) => calls.make(() => Promise.resolve(n))))).toEqual([1, 2, 3]);
  });

  it('passes on what a call throws, and what longer work gives in time', async () => {
    const calls = new ShareCalls(20);
    await expect(calls.make(() => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
    const gone = Object.assign(new Error('stat'), { code: 'ENOTCONN' });
    await expect(calls.make(() => Promise.reject(gone))).rejects.toThrow(StalledShareError);
    expect(await calls.waitFor(Promise.resolve('done'))).toBe('done');
    await expect(calls.waitFor(new Hanging().call())).rejects.toThrow(StalledShareError);
  });
});
