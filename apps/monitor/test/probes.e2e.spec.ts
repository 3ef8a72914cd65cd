import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppProcess, TestRedis, waitFor } from '@switchyard/testing';

const PROBES = ['/health', '/health/ready', '/health/live', '/health/startup'];

describe('the probes of a monitor', () => {
  const share = mkdtempSync(join(tmpdir(), 'switchyard-share-'));
  let redis: TestRedis;
  let monitor: AppProcess;
  let url: string;

  beforeAll(async () => {
    redis = await TestRedis.start();
    monitor = new AppProcess('monitor', {
      REDIS_URL: redis.url,
      SHARE_ROOT: share,
      PROBE_PORT: '0',
      LOG_LEVEL: 'info',
    });
    url = await waitFor('the probes', () => /"url":"(http[^"]+)"/.exec(monitor.log)?.[1]);
    await waitFor('the lead', () => monitor.log.includes('leader.began'));
  }, 60_000);
  afterAll(async () => {
    await monitor.end('SIGKILL');
    await redis.stop();
    rmSync(share, { recursive: true });
  });

  const statusOf = async (path: string): Promise<number> => (await fetch(url + path)).status;
  const statuses = (): Promise<number[]> => Promise.all(PROBES.map(statusOf));

  it('answer each', async () => {
    for (const path of PROBES) {
      const answer = await fetch(url + path);
      const components = path === '/health' || path === '/health/ready' ? { redis: 'healthy' } : {};
      expect([path, answer.status, await answer.json()]).toEqual([
        path,
        200,
        { status: 'ok', components, problems: [], timestamp: expect.any(String) as string },
      ]);
    }
  });

  it('tell Prometheus of the lead and the checks', async () => {
    const answer = await fetch(`${url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await answer.text();
    expect(text).toMatch(/^monitor_leading 1$/m);
    for (const name of ['monitor_timeouts_total', 'monitor_recovered_total', 'monitor_released_total'])
      expect(text).toMatch(new RegExp(`^${name} 0$`, 'm'));
    await waitFor('a check', async () =>
      /^monitor_check_duration_seconds_count [1-9]/m.test(await (await fetch(`${url}/metrics`)).text()),
    );
  });

  it('say while Redis is away that it cannot work, and that it lives', async () => {
    await redis.kill();
    await waitFor('the outage', async () => (await statusOf('/health/ready')) === 503);
    expect(await statuses()).toEqual([503, 503, 200, 200]);
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ problems: ['Redis is not reachable'] });
    await redis.run();
    await waitFor('its end', async () => (await statusOf('/health/ready')) === 200);
    expect(await statuses()).toEqual([200, 200, 200, 200]);
  }, 60_000);
});
