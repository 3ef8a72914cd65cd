import type { LiveWorker, StoredTask } from '@switchyard/task-store';
import { lacking, outlookOf } from './outlook';

const task = { service: 'ffmpeg', queue: 'ffmpeg', waits_for: null, due_at: null } as unknown as StoredTask;
const worker = (running: number, concurrency = 1): LiveWorker =>
  ({ service: 'ffmpeg', missing: [], concurrency, running, gpus: [] }) as unknown as LiveWorker;

describe('the outlook of a queued task', () => {
  const told = (before: number, workers: LiveWorker[], mean: number | null = 40) => {
    const { estimated_wait, reason } = outlookOf(task, before, { workers, durations: new Map([['ffmpeg', mean]]) }, 0);
    return [estimated_wait, reason];
  };

  it('is not known while it waits for a GPU that another service may hold', () => {
    const waits = { ...task, waits_for: 'waiting for gpu_lock:0, 1st' };
    const { estimated_wait, reason } = outlookOf(
      waits,
      0,
      { workers: [worker(0)], durations: new Map([['ffmpeg', 40]]) },
      0,
    );
    expect([estimated_wait, reason]).toEqual([null, waits.waits_for]);
  });

  it.each([
    [0, [worker(0)], 40, 0, 'waiting for a free worker'],
    [0, [worker(1)], 40, 20, 'waiting for a free worker, about 20 s'],
    [3, [worker(1)], 40, 140, 'waiting for its turn: 3 ahead, about 2 min'],
    [3, [worker(1), worker(1)], 40, 70, 'waiting for its turn: 3 ahead, about 70 s'],
    [400, [worker(1)], 60, 24_030, 'waiting for its turn: 400 ahead, about 7 h'],
    [3, [worker(1)], null, null, 'waiting for its turn: 3 ahead'],
    [3, [], 40, null, 'waiting for worker: ffmpeg'],
  ])('behind %d, with %j and a mean of %p s', (before, workers, mean, wait, reason) =>
    expect(told(before, workers, mean)).toEqual([wait, reason]),
  );
});

describe('what the workers of a service lack', () => {
  const without = (...missing: string[]): LiveWorker => ({ service: 'ffmpeg', missing }) as unknown as LiveWorker;

  it.each([
    [[without('a model: fetch it'), without('a model: fetch it', 'another')], 'a model: fetch it; another'],
    [[without('a model: fetch it'), without()], null],
    [[], null],
  ])('%j is %j', (workers, said) => expect(lacking(workers)).toBe(said));
});
