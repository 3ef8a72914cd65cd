import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKeys } from '@switchyard/api-keys';
import { SwitchyardClient, type Submission, type TaskView } from '@switchyard/client';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestSystem, waitFor } from '@switchyard/testing';

const TASK = 'wservice.generate_subtitle_files';
const [WAITING, BATCH, SINGLES] = [2000, 500, 40];

/** Milliseconds from the submission of a task to its start. */
const waited = ({ created_at, started_at }: TaskView): number => Date.parse(started_at ?? '') - Date.parse(created_at);
const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

describe('three API keys at one busy worker', () => {
  let system: TestSystem;
  let heavy: SwitchyardClient[];
  let light: SwitchyardClient;

  beforeAll(async () => {
    system = await TestSystem.start(['wservice'], { CONCURRENCY: '1', LOG_LEVEL: 'warn' });
    const segments = Array.from({ length: 300 }, (_, at) => ({ start: at, end: at + 0.9, text: `Segment ${at}.` }));
    writeFileSync(join(system.share, 'a.json'), JSON.stringify(segments));
    const redis = new RedisConnection(system.redis.url, 'patient');
    const keys = new ApiKeys(redis.client, new Keys());
    const made: SwitchyardClient[] = [];
    for (const name of ['one', 'two', 'three']) {
      const { text } = await keys.create({ name, scopes: ['submit', 'read'], sees_all: false, expires_at: null });
      made.push(new SwitchyardClient(system.api.url, { key: text }));
    }
    redis.close();
    const [first, second, third] = made as [SwitchyardClient, SwitchyardClient, SwitchyardClient];
    [heavy, light] = [[first, second], third];
    await waitFor('the keys', async () => (await system.api.request('GET', '/v1/tasks')).status === 401);
  }, 60_000);
  afterAll(() => system.stop());

  const submission = (task_id: string): Submission => ({
    ...{ task_name: TASK, task_id, input_data: { segments_file: '/share/a.json' } },
  });
  /** Tasks of the third key, each handed in when the one before has ended. */
  const singles = async (stem: string): Promise<TaskView[]> => {
    const ended: TaskView[] = [];
    for (let at = 0; at < SINGLES; at += 1) {
      await light.tasks.submit(submission(`${stem}-${at}`));
      ended.push(await light.tasks.end(`${stem}-${at}`));
    }
    return ended;
  };

  it('lets a single task wait for one task of each other key, though each of them has 2000 that wait', async () => {
    const alone = await singles('alone');
    for (const [key, client] of heavy.entries())
      for (let from = 0; from < WAITING; from += BATCH) {
        const tasks = Array.from({ length: BATCH }, (_, at) => submission(`heavy-${key}-${from + at}`));
        await client.tasks.submitAll(tasks);
      }
    const beside = await singles('beside');
    const starts: number[] = [];
    for (const client of heavy) {
      expect((await client.tasks.list({ status: 'queued' }, 1)).tasks).toHaveLength(1); // it was busy to the end
      const { tasks } = await client.tasks.list({ status: 'succeeded' }, WAITING);
      starts.push(...tasks.map(({ started_at }) => Date.parse(started_at ?? '')));
    }
    const before = beside.map(({ created_at, started_at }) => {
      const [from, to] = [Date.parse(created_at), Date.parse(started_at ?? '')];
      return starts.filter((start) => start > from && start < to).length;
    });
    const [none, some] = [median(alone.map(waited)), median(beside.map(waited))];
    process.stdout.write(
      `a single task waits ${none} ms alone, ${some} ms beside ${2 * WAITING} of two other keys; of theirs started before it: at most ${Math.max(...before)}\n`,
    );
    expect(starts.length).toBeGreaterThan(SINGLES);
    // one of each key
    expect(Math.max(...before)).toBeLessThanOrEqual(2);
  }, 240_000);
});
