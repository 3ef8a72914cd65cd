import { Metrics } from './metrics';

interface Family {
  help: string;
  type: string;
}

async function families(metrics: Metrics): Promise<Map<string, Family>> {
  const found = new Map<string, Family>();
  for (const line of (await metrics.render()).split('\n')) {
    const [, kind, name = '', text = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (!kind) continue;
    const family = found.get(name) ?? { help: '', type: '' };
    found.set(name, kind === 'HELP' ? { ...family, help: text } : { ...family, type: text });
  }
  return found;
}

describe('metrics', () => {
  it('have names that promtool has nothing to say about', async () => {
    const metrics = new Metrics();
    metrics.observeRequest('GET', '/v1/tasks/:id', 200, 0.01);
    const all = await families(metrics);
    expect(all.size).toBeGreaterThan(20);
    for (const [name, { help, type }] of all) {
      expect(help).not.toBe('');
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
      expect(name).not.toMatch(/_(count|sum|bucket|info)$(?<!version_info)|milliseconds|_ms$|gauge|histogram|counter/);
    }
  });

  it('count each request once, however often they are read', async () => {
    const metrics = new Metrics();
    for (const status of [200, 200, 503]) metrics.observeRequest('GET', '/x', status, 0.2);
    await metrics.render();
    const text = await metrics.render();
    expect(text).toContain('http_requests_total{method="GET",path="/x",status="200"} 2');
    expect(text).toContain('http_requests_total{method="GET",path="/x",status="503"} 1');
    expect(text).toContain('http_request_duration_seconds_bucket{le="0.25",method="GET",path="/x"} 3');
    expect(text).toContain('http_request_duration_seconds_bucket{le="0.1",method="GET",path="/x"} 0');
  });
});
