import { GpuLease } from './gpu-lease';

const TTL_MS = 10_000;
const DEVICE = { id: '0', gpu: '0', uuid: 'GPU-0', name: 'test', memoryMb: 0, simulated: true };
const TICKET = { directory: '/nowhere', uuid: 'GPU-0', owner: 'ours', fence: 1 };

describe('a lease that Redis does not hear of', () => {
  let lease: GpuLease;

  beforeEach(() => {
    jest.useFakeTimers();
    const onDeadline = (late: GpuLease): void => late.lose('deadline');
    lease = new GpuLease(DEVICE, 'gpu_lock:0', 'x', 1, TTL_MS, onDeadline, TICKET);
  });
  afterEach(() => jest.useRealTimers());

  it('ends at its holder when four fifths of it are over, counted from when its last renewal was sent', async () => {
    lease.extend(performance.now());
    await jest.advanceTimersByTimeAsync(5000);
    const sentAt = performance.now();
    await jest.advanceTimersByTimeAsync(1000);
    lease.extend(sentAt);
    await jest.advanceTimersByTimeAsync(6990);
    expect(lease.isLost).toBe(false);
    await jest.advanceTimersByTimeAsync(20);
    expect(lease.signal.reason).toMatchObject({ code: 'GPU_LEASE_LOST', reason: 'deadline' });
  });

  it('ends as early as the offer that it came of, until it is accepted', async () => {
    lease.extend(performance.now(), 1000);
    await jest.advanceTimersByTimeAsync(790);
    expect(lease.isLost).toBe(false);
    await jest.advanceTimersByTimeAsync(20);
    expect(lease.isLost).toBe(true);
  });
});
