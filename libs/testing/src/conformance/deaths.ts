import { isAlive, type ProcessFacts } from '@switchyard/processes';
import { waitFor } from '../wait-for';
import { engineIn, type Submitted, type WorkerBench } from './worker-bench';

/** `POISON_LIMIT` unless it is set. */
const POISON_LIMIT = 3;

/** The engine dies with everything it started; the task is tried again by the same worker. */
export const expectSecondTryAfterEngine = (bench: WorkerBench): Promise<void> =>
  expectSecondTry(bench, (processes) => killEngine(processes));

/** Only the program that the engine runs dies. */
export const expectSecondTryAfterTool = (bench: WorkerBench): Promise<void> =>
  expectSecondTry(bench, (processes) => {
    const tool = processes.find(({ name }) => name === bench.spec.tool);
    if (tool) process.kill(tool.pid, 'SIGKILL');
  });

async function expectSecondTry(bench: WorkerBench, kill: (processes: ProcessFacts[]) => void): Promise<void> {
  const { worker } = bench;
  const task = await bench.submit(bench.spec.brief);
  const processes = await bench.untilAtWork(task);
  kill(processes);
  const status = await bench.api.untilFinal(task.id);
  expect(status).toMatchObject({ status: 'succeeded', attempt: 2, error: null });
  const retries = await bench.eventsOf(task, 'retry');
  expect(retries.map(({ payload }) => payload['error'])).toEqual([
    expect.objectContaining({ code: 'ENGINE_CRASHED', message: expect.stringContaining('SIGKILL') as string }),
  ]);
  expect(bench.worker.pid).toBe(worker.pid);
  await expectOneOutcome(bench, task);
}

/** An input whose engine dies each time is given up, however many attempts it may have. */
export async function expectPoison(bench: WorkerBench): Promise<void> {
  const { worker } = bench;
  const task = await bench.submit(bench.spec.long, { max_attempts: 9 });
  for (let attempt = 1; attempt <= POISON_LIMIT; attempt++) killEngine(await bench.untilAtWork(task, attempt));
  const { status, attempt, error } = await bench.api.untilFinal(task.id);
  expect({ status, attempt, code: error?.code }).toEqual({
    status: 'failed',
    attempt: POISON_LIMIT,
    code: 'POISON_TASK',
  });
  expect(await bench.eventsOf(task, 'retry')).toHaveLength(POISON_LIMIT - 1);
  expect(await bench.untilTidy(task)).toEqual([]);
  expect(bench.worker.pid).toBe(worker.pid);
}

/** The worker dies without a word; another one does the task. */
export async function expectAnotherWorker(bench: WorkerBench): Promise<void> {
  const task = await bench.submit(bench.spec.brief);
  await bench.untilAtWork(task);
  await bench.worker.end('SIGKILL');
  const next = bench.startWorker();
  const status = await bench.api.untilFinal(task.id);
  expect(status).toMatchObject({ status: 'succeeded', attempt: 2, error: null });
  expect(status.executed_on).toContain(`-${next.pid}-`);
  expect(await bench.eventsOf(task, 'orphaned')).toHaveLength(1);
  await expectOneOutcome(bench, task);
}

/** What a dead worker started ends by itself, long before its work is done; a cancel needs no worker then. */
export async function expectNoOrphans(bench: WorkerBench): Promise<void> {
  const task = await bench.submit(bench.spec.long);
  const processes = await bench.untilAtWork(task);
  await bench.worker.end('SIGKILL');
  const gone = (): boolean => !processes.some(isAlive);
  await waitFor('the end of what the dead worker started', gone);
  await bench.api.cancel(task.id);
  expect(await bench.api.untilFinal(task.id)).toMatchObject({ status: 'cancelled', attempt: 1 });
  expect(await bench.untilTidy(task)).toEqual([]);
}

async function expectOneOutcome(bench: WorkerBench, task: Submitted): Promise<void> {
  expect(await bench.eventsOf(task, 'started')).toHaveLength(2);
  expect(await bench.eventsOf(task, 'completed')).toHaveLength(1);
  await bench.untilTidy(task);
}

function killEngine(processes: ProcessFacts[]): void {
  const engine = engineIn(processes);
  if (!engine) throw new Error('the worker has no engine');
  process.kill(-engine.group, 'SIGKILL');
}
