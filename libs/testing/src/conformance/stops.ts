import { isAlive } from '@switchyard/processes';
import { waitFor } from '../wait-for';
import { expectGoodOutcome } from './good-outcomes';
import { filesBelow } from './share-files';
import type { WorkerBench } from './worker-bench';
import { join } from 'node:path';

/** A cancelled task has ended when its client is told so; the worker goes on. */
export async function expectCancel(bench: WorkerBench): Promise<void> {
  const { worker, spec } = bench;
  const task = await bench.submit(spec.long);
  const processes = await bench.untilAtWork(task);
  const { status, body } = await bench.api.cancel(task.id);
  expect({ status, state: body.status, code: body.error?.code }).toEqual({
    status: 200,
    state: 'cancelled',
    code: 'CANCELLED',
  });
  expect(processes.filter(isAlive)).toEqual([]);
  expect(await bench.api.stage(task.id)).toMatchObject({ status: 'CANCELLED', output: null });
  expect(await bench.untilTidy(task)).toEqual([]);
  const [next] = spec.happy;
  if (next) await expectGoodOutcome(bench, next);
  expect(bench.worker.pid).toBe(worker.pid);
}

/** A client cannot fetch files of a task that still runs. */
export async function expectHiddenUntilSuccess(bench: WorkerBench): Promise<void> {
  const task = await bench.submit(bench.spec.long);
  await bench.untilAtWork(task);
  const files = await waitFor('a file of the running task', async () => {
    const found = await filesBelow(task.directory);
    return found.some((file) => file.includes('.')) ? found : undefined;
  });
  for (const file of files)
    await expect(bench.download(join(task.directory, file))).rejects.toMatchObject({ status: 404 });
  expect(await bench.api.client.files.list(`/share/workflows/${task.id}`)).toEqual([]);
  await bench.api.cancel(task.id);
  expect(await bench.untilTidy(task)).toEqual([]);
}

/** The hard limit ends one attempt and the task with it, long before its work is done. */
export async function expectTimeLimit(bench: WorkerBench): Promise<void> {
  const { worker, spec } = bench;
  const task = await bench.submit(spec.long, { timeout: 1 });
  const { status, attempt, error, started_at, completed_at } = await bench.api.untilFinal(task.id);
  expect({ status, attempt, code: error?.code }).toEqual({ status: 'timed_out', attempt: 1, code: 'TASK_TIMEOUT' });
  const tookMs = Date.parse(completed_at ?? '') - Date.parse(started_at ?? '');
  expect(tookMs).toBeGreaterThanOrEqual(800); // the soft limit
  // An engine that ended its work itself, as it was asked to, stays warm.
  expect(worker.engines.filter(({ pid, group }) => pid !== group)).toEqual([]);
  expect(await bench.eventsOf(task, 'retry')).toEqual([]);
  expect(await bench.eventsOf(task, 'hard_timeout')).toHaveLength(1);
  expect(await bench.untilTidy(task)).toEqual([]);
  expect(bench.worker.pid).toBe(worker.pid);
}

/** A worker that has to end gives its task back and loses it no attempt. */
export async function expectDrain(bench: WorkerBench): Promise<void> {
  const going = bench.worker;
  const task = await bench.submit(bench.spec.brief);
  const processes = await bench.untilAtWork(task);
  going.signal('SIGTERM');
  expect(await going.ended).toEqual({ code: 0, signal: null });
  expect(processes.filter(isAlive)).toEqual([]);
  expect(await bench.api.status(task.id)).toMatchObject({ status: 'queued', attempt: 0, error: null });
  const left = await filesBelow(join(task.directory, task.name));
  expect(left.filter((file) => !(bench.spec.checkpoints && file.startsWith('.checkpoints/')))).toEqual([]);
  const next = bench.startWorker();
  const final = await bench.api.untilFinal(task.id);
  expect(final).toMatchObject({ status: 'succeeded', attempt: 1 });
  expect(final.executed_on).toContain(`-${next.pid}-`);
  await bench.untilTidy(task);
}

/** A worker that has time enough ends the task it runs before it ends itself. */
export async function expectPatientDrain(bench: WorkerBench): Promise<void> {
  await bench.worker.end();
  const patient = bench.startWorker({ DRAIN_TIMEOUT: '60' });
  const task = await bench.submit(bench.spec.brief);
  await bench.untilAtWork(task);
  patient.signal('SIGTERM');
  expect(await patient.ended).toEqual({ code: 0, signal: null });
  expect(await bench.api.status(task.id)).toMatchObject({ status: 'succeeded', attempt: 1 });
  expect(await bench.eventsOf(task, 'retry')).toEqual([]);
  await bench.untilTidy(task);
}

/** Whatever was killed meanwhile: nothing lies in the directory for temporary files of the operating system. */
export async function expectNoTemporaryFiles(bench: WorkerBench): Promise<void> {
  await bench.worker.end();
  expect(await filesBelow(bench.temp)).toEqual([]);
}
