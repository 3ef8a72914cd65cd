import { expectFairness } from '../test/simulation';

it('equal machines that come, go, sleep and die lose no task, record none twice, and wait alike', async () => {
  const { completed } = await expectFairness({ nodes: 12, hours: 5, hereHours: 0.7, seed: 1 });
  expect(completed).toBeGreaterThan(100);
}, 120_000);
