import { createLogger } from '@switchyard/observability';
import type { TaskStore } from '@switchyard/task-store';
import type { Attempts } from './attempts';
import { Heartbeat } from './heartbeat';
import type { LiveTimeouts } from './live-timeouts';
import { HeartbeatIndicator } from './worker-indicators';
import type { WorkerPresence } from './worker-presence';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('a worker is not ready while no beat is answered, and ready again with the next answer', async () => {
  let answer: Promise<string[]> = Promise.resolve([]);
  const heartbeats = { beat: () => answer, leave: () => Promise.resolve() };
  const timeouts = { intervalMs: 10_000, stallMs: 60_000, refresh: () => Promise.resolve() } as unknown as LiveTimeouts;
  const heartbeat = new Heartbeat(
    [] as unknown as Attempts,
    { heartbeats } as unknown as TaskStore,
    timeouts,
    { worker: 'w', facts: () => ({}) } as unknown as WorkerPresence,
    createLogger('test', 'silent'),
  );
  const indicator = new HeartbeatIndicator(heartbeat, timeouts);
  await expect(indicator.check()).resolves.toBeUndefined();
  await heartbeat.start();
  await jest.advanceTimersByTimeAsync(50_000);
  await expect(indicator.check()).resolves.toBeUndefined();
  let come: (answers: string[]) => void = () => undefined;
  answer = new Promise((resolve) => (come = resolve));
  await jest.advanceTimersByTimeAsync(100_000);
  await expect(indicator.check()).rejects.toThrow('no heartbeat was answered');
  come([]);
  await jest.advanceTimersByTimeAsync(0);
  await expect(indicator.check()).resolves.toBeUndefined();
  await heartbeat.stop();
});
