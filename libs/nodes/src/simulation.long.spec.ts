import { expectFairness } from '../test/simulation';

it('200 equal machines that come, go, sleep and die for a week lose no task, record none twice, and wait alike', async () => {
  const figures = await expectFairness({ nodes: 200, hours: 168, hereHours: 8, seed: 1 });
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  expect(figures.completed).toBeGreaterThan(100_000);
}, 3_600_000);
