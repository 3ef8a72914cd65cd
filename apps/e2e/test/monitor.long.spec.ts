import { TestSystem, waitFor, type AppProcess } from '@switchyard/testing';

describe('the monitor, with the times of an installation', () => {
  let system: TestSystem;
  beforeEach(async () => {
    system = await TestSystem.start([]);
  }, 60_000);
  afterEach(() => system.stop());

  const leads = (monitor: AppProcess): Promise<true> =>
    waitFor('a leader', () => monitor.log.includes('leader.began') || undefined, 20_000);

  it('is replaced within fifteen seconds when it is killed', async () => {
    await system.processes.find(({ app }) => app === 'monitor')?.end('SIGKILL');
    const times = { LEADER_TTL: '10', MONITOR_INTERVAL: '30' };
    const leader = system.startMonitor(times);
    await leads(leader);
    const standby = system.startMonitor(times);
    await waitFor('the standby', () => standby.log.includes('monitor.ready') || undefined);
    await leader.end('SIGKILL');
    const killedAt = performance.now();
    await leads(standby);
    expect(performance.now() - killedAt).toBeLessThan(15_000);
    const status = await system.api.request('GET', '/api/v1/monitoring/monitor/status');
    expect(status.body).toMatchObject({ is_running: true });
  }, 60_000);
});
