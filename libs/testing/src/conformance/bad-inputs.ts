import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { ErrorEnvelope } from '@switchyard/contracts';
import type { WorkerBench } from './worker-bench';
import type { BadCase } from './worker-spec';

/** Bad input gets one clear answer, and does not disturb other tasks. */
export async function expectRefusal(bench: WorkerBench, work: BadCase): Promise<void> {
  const { worker } = bench;
  if (work.field) await expectRefusedSubmission(bench, work, work.field);
  else await expectRejectedAttempt(bench, work);
  expect(worker.running).toBe(true);
  expect(bench.worker.pid).toBe(worker.pid);
}

async function expectRefusedSubmission(bench: WorkerBench, work: BadCase, field: string): Promise<void> {
  const { input } = await bench.inputOf(work);
  const id = `refused-${process.pid}-${performance.now()}`;
  const { status, body } = await bench.api.submit(work.task, input, { task_id: id });
  const { error } = body as unknown as ErrorEnvelope;
  expect({ status, code: error.code }).toEqual({ status: 400, code: 'INVALID_REQUEST' });
  expect(error.details).toEqual({ [`input_data.${field}`]: expect.stringMatching(work.says) as string });
  expect((await bench.api.request('GET', `/v1/tasks/${id}`)).status).toBe(404);
  expect(existsSync(bench.workflowDirectory(id))).toBe(false);
}

async function expectRejectedAttempt(bench: WorkerBench, work: BadCase): Promise<void> {
  const task = await bench.submit(work);
  const { status, attempt, error } = await bench.api.untilFinal(task.id);
  expect({ status, attempt, error }).toEqual({
    status: 'failed',
    attempt: 1,
    error: expect.objectContaining({ code: work.code ?? 'INPUT_REJECTED', retryable: false }) as object,
  });
  expect(error?.message).toMatch(work.says);
  for (const secret of [tmpdir(), process.cwd()]) expect(JSON.stringify(error)).not.toContain(`${secret}/`);
  expect(await bench.eventsOf(task, 'retry')).toEqual([]);
  expect(await bench.untilTidy(task)).toEqual([]);
}
