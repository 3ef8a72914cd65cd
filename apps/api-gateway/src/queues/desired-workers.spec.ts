import { desiredWorkers, type QueueLoad } from './desired-workers';

const load = (given: Partial<QueueLoad>): QueueLoad => ({
  ...{ waiting: 0, running: 0, oldestSeconds: 0, workers: 0, concurrency: 1 },
  ...given,
});
const desired = (given: Partial<QueueLoad>): number => desiredWorkers(load(given), 60);

describe('desiredWorkers', () => {
  it.each([
    ['no task', {}, 0],
    ['idle workers', { workers: 4 }, 0],
    ['the first task of a service that has no worker', { waiting: 1, oldestSeconds: 1 }, 1],
    ['tasks that wait for less than the target', { waiting: 50, running: 3, oldestSeconds: 59, workers: 3 }, 3],
    ['tasks that wait a little too long', { waiting: 50, running: 4, oldestSeconds: 72, workers: 4 }, 5],
    ['tasks that wait much too long', { waiting: 50, running: 4, oldestSeconds: 6000, workers: 4 }, 8],
    ['fewer tasks than workers would be wanted', { waiting: 1, running: 4, oldestSeconds: 6000, workers: 4 }, 5],
    ['workers with several tasks each', { waiting: 2, running: 8, oldestSeconds: 1, workers: 3, concurrency: 4 }, 2],
  ] as const)('%s', (_title, given, workers) => {
    expect(desired(given)).toBe(workers);
  });
});
