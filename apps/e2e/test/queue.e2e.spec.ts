import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestSystem, waitFor } from '@switchyard/testing';
import { Queue, Worker, type Job } from 'bullmq';

const TASK = generateSubtitleFilesTask.name;
const QUEUE = 'wservice';
const input = { segments_file: '/share/a.json' };
/** The monitor looks at once for a job that has just become due, and again after a minute. */
const LOOKS_MS = 90_000;

/** What other programs may do to the queues of a running installation. */
describe('a queue that other programs have their hands in', () => {
  let system: TestSystem;
  let connection: RedisConnection;
  let queue: Queue;

  beforeAll(async () => {
    system = await TestSystem.start([], {});
    writeFileSync(join(system.share, 'a.json'), JSON.stringify([{ start: 0, end: 1.5, text: 'Hello there' }]));
    connection = new RedisConnection(system.redis.url, 'patient');
    queue = new Queue(QUEUE, { connection: connection.client, prefix: new Keys().queuePrefix });
  }, 60_000);

  afterAll(async () => {
    await queue.close();
    connection.close();
    await system.stop();
  });

  const submit = (count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => system.api.start(TASK, input)));
  const waiting = (): Promise<Job[]> => queue.getPrioritized();

  /** Every task ended well, in its first attempt, once. */
  const expectEachOnce = async (ids: string[]): Promise<void> => {
    for (const id of ids) {
      expect(await system.api.untilFinal(id, LOOKS_MS)).toMatchObject({ status: 'succeeded', attempt: 1 });
      const types = (await system.api.events(id)).map(({ type }) => type);
      expect(types.filter((type) => type === 'started' || type === 'completed')).toEqual(['started', 'completed']);
    }
    await waitFor('an empty queue', async () => {
      const { prioritized, waiting: plain, active } = await queue.getJobCounts();
      return prioritized === 0 && plain === 0 && active === 0;
    });
  };

  it(
    'runs each accepted task once, though other programs remove, double and take its jobs and Redis forgets scripts',
    async () => {
      const ids = await submit(40);
      const jobs = await waiting();
      expect(jobs).toHaveLength(40);
      for (const job of jobs.slice(0, 10)) await job.remove();
      for (const job of jobs.slice(10, 20)) await queue.add(job.name, job.data as object, { priority: 1 });
      const options = { connection: { url: system.redis.url, maxRetriesPerRequest: null }, prefix: queue.opts.prefix };
      let taken = 0;
      const foreign = new Worker(QUEUE, async () => void (taken += 1), options);
      await waitFor('the foreign worker', () => taken >= 10);
      await foreign.close();
      await connection.client.script('FLUSH');
      system.startWorker(QUEUE, { CONCURRENCY: '4' });
      system.startWorker(QUEUE, { CONCURRENCY: '4' });
      await connection.client.script('FLUSH');
      await expectEachOnce(ids);
    },
    LOOKS_MS * 2,
  );

  it('runs what goes first by its priority', async () => {
    for (const worker of system.processes.filter(({ app }) => app === 'subtitle-worker')) await worker.end('SIGKILL');
    const ids: string[] = [];
    for (const priority of [0, 5, 9]) {
      const { body } = await system.api.request<{ task_id: string }>('POST', '/v1/tasks', {
        ...{ task_name: TASK, input_data: input, priority },
      });
      ids.push(body.task_id);
    }
    const [last, middle, first] = ids as [string, string, string];
    expect(await Promise.all([first, middle, last].map(async (id) => (await system.api.status(id)).position))).toEqual([
      1, 2, 3,
    ]);
    system.startWorker(QUEUE, { CONCURRENCY: '1' });
    const begun = await Promise.all(ids.map(async (id) => (await system.api.untilFinal(id)).started_at ?? ''));
    expect([...begun].sort()).toEqual([begun[2], begun[1], begun[0]]);
  }, 60_000);
});
