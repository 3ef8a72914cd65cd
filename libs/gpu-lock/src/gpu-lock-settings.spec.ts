import { GpuLockSettings, contradictionsIn, loadGpuLockSettings, lockTimes } from './gpu-lock-settings';

const changed = (more: object) => Object.assign(new GpuLockSettings(), more);

describe('GpuLockSettings', () => {
  it('has defaults that fit together', () => {
    expect(contradictionsIn(changed({ heartbeatInterval: 10, heartbeatTimeout: 120 }))).toEqual({});
    expect(lockTimes(new GpuLockSettings())).toEqual({
      ttlMs: 30_000,
      renewMs: 10_000,
      pollLeaseMs: 15_000,
      quarantineMs: 60_000,
      gapMs: 7500,
      firstPollMs: 500,
      maxPollMs: 5000,
      pollGrowth: 1.5,
      maxWaitMs: 300_000,
      killGraceMs: 3000,
    });
  });

  it.each([
    [{ gpuLockRenewInterval: 11 }, 'GPU_LOCK_RENEW_INTERVAL', 'GPU_LOCK_TTL'],
    [{ gpuLockMaxPollInterval: 11 }, 'GPU_LOCK_MAX_POLL_INTERVAL', 'GPU_LOCK_TTL'],
    [{ gpuLockPollInterval: 6 }, 'GPU_LOCK_POLL_INTERVAL', 'GPU_LOCK_MAX_POLL_INTERVAL'],
    [{ timeoutWarning: 3600 }, 'TIMEOUT_WARNING', 'TIMEOUT_SOFT'],
    [{ timeoutSoft: 7200 }, 'TIMEOUT_SOFT', 'TIMEOUT_HARD'],
    [{ heartbeatInterval: 40, heartbeatTimeout: 120 }, 'HEARTBEAT_INTERVAL', 'HEARTBEAT_TIMEOUT'],
  ])('names both settings of %o', (settings, one, other) => {
    expect(contradictionsIn(changed(settings))).toEqual({ [one]: expect.stringContaining(other) });
  });

  it('is read from the environment', () => {
    const settings = loadGpuLockSettings(
      {},
      { GPU_IDS: '0, 1', GPU_SIMULATE: '1', GPU_LOCK_TTL: '60', GPU_HOST: 'node-7' },
    );
    expect(settings).toMatchObject({ gpuIds: ['0', '1'], gpuSimulate: true, gpuLockTtl: 60, gpuHost: 'node-7' });
  });

  it('refuses to be read when it contradicts itself', () => {
    const load = () => loadGpuLockSettings({}, { GPU_LOCK_TTL: '20', GPU_LOCK_RENEW_INTERVAL: '8' });
    expect(load).toThrow('GPU_LOCK_RENEW_INTERVAL is 8 but must be at most a third of GPU_LOCK_TTL, which is 20');
    expect(() => loadGpuLockSettings({}, { GPU_HOST: 'a:b' })).toThrow('GPU_HOST');
  });
});
