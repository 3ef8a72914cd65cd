import { GpuLock, gpuLockOf } from './gpu-lock.decorator';

class Worker {
  @GpuLock()
  any(): void {}

  @GpuLock({ gpu: '1' })
  second(_input: { path: string }): Promise<number> {
    return Promise.resolve(1);
  }

  none(): void {}
}

describe('GpuLock', () => {
  it('says of a method which GPU it needs', () => {
    const worker = new Worker();
    expect(gpuLockOf(worker.any)).toEqual({});
    expect(gpuLockOf(worker.second)).toEqual({ gpu: '1' });
    expect(gpuLockOf(worker.none)).toBeUndefined();
  });

  it('leaves the method as it is', async () => {
    expect(await new Worker().second({ path: '' })).toBe(1);
  });
});
