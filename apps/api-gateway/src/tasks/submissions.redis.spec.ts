import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSubtitleFilesTask, type InvalidRequestError } from '@switchyard/contracts';
import { Egress, InputEgress } from '@switchyard/egress';
import { GpuLockSettings } from '@switchyard/gpu-lock';
import { Keys, RedisConnection } from '@switchyard/redis';
import { ObjectStore, S3Settings, SharedStorage } from '@switchyard/storage';
import { TaskStore, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { LOCAL } from '../access/caller';
import { GatewaySettings } from '../gateway.settings';
import { StorageRoom } from '../files/storage-room';
import type { VisibleOutputs } from '../files/visible-outputs';
import { OutlookService } from './outlook';
import { QueueRoom } from './queue-room';
import { StandardAttempts } from './standard-attempts';
import { SubmitService, type Order } from './submit.service';
import { ContentDigests } from './content-digests';
import { InputPaths } from './input-paths';
import { SubmissionAnswers } from './submission-answers';
import { TaskEnds } from './task-ends';

const STORE = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
const BODY = { task_name: generateSubtitleFilesTask.name, input_data: { segments_file: '/share/a.json' } };

const NO_OUTPUTS: VisibleOutputs = {
  bytesOf: () => Promise.resolve(0),
  isVisible: () => Promise.resolve(false),
  areVisible: () => Promise.resolve([]),
};

describe('a submission', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let storage: SharedStorage;
  let root: string;

  beforeAll(async () => {
    redis = await TestRedis.start();
    root = mkdtempSync(join(tmpdir(), 'switchyard-submit-'));
    writeFileSync(join(root, 'a.json'), '[]');
    connection = new RedisConnection(redis.url, 'fail-fast');
    await connection.ready();
    store = new TaskStore(connection.client, new Keys(), STORE, new KeptJobs<TaskJob>());
    storage = new SharedStorage(root);
  }, 60_000);
  afterAll(async () => {
    connection.close();
    await redis.stop();
    rmSync(root, { recursive: true });
  });

  const submitting = (settings = new GatewaySettings()): SubmitService =>
    new SubmitService(
      store,
      new InputPaths(store, storage, new ContentDigests(), new InputEgress([]), new ObjectStore(new S3Settings())),
      new StandardAttempts(store, new GpuLockSettings()),
      new Egress([]),
      new QueueRoom(store, settings, new StorageRoom(storage, settings, NO_OUTPUTS)),
    );

  it('is refused when it names a file that is hidden or that no record names', async () => {
    const hidden = ['uploads/.incoming/a', 'workflows/w/t/.tmp/a-1/f', 'workflows/w/t/a-1/f'];
    for (const path of hidden) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), '[]');
    }
    const submissions = submitting();
    const submit = (task_name: string, input_data: Record<string, string>) =>
      LOCAL.act(() => submissions.submit({ task_name, input_data })).then(
        () => 'taken',
        (error: InvalidRequestError) => Object.values(error.problems)[0],
      );
    for (const path of hidden) {
      const absent = `/share/${path} does not exist`;
      expect(await submit(generateSubtitleFilesTask.name, { segments_file: path })).toBe(absent);
    }
    const [model, audio_path] = ['/share/workflows/w/t/.tmp', '/share/a.json'];
    expect(await submit('faster_whisper.transcribe_audio', { audio_path, model })).toBe(`${model} does not exist`);
  });

  it('is refused while its queue is full, unless it is there already', async () => {
    const full = () => submitting(Object.assign(new GatewaySettings(), { maxQueued: 1 }));
    const submit = (order: Order) => LOCAL.act(() => full().submit(order));
    const first = { ...BODY, task_id: 'first' };
    expect(await submit(first)).toMatchObject({ created: true });
    await expect(submit({ ...BODY, task_id: 'second' })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await submit(first)).toMatchObject({ created: false });
  });

  it('is answered when Redis goes away once its task is stored: another try would make a second one', async () => {
    const created = await LOCAL.act(() => submitting().submit(BODY));
    const answers = new SubmissionAnswers(store, new OutlookService(store), new TaskEnds(store, connection));
    await redis.kill();
    expect(created).toMatchObject({ created: true });
    const answer = await answers.of(created);
    expect(answer).toMatchObject({ status: 'queued', position: null, estimated_wait: null });
    expect(await answers.afterWait(created, 1000, new AbortController().signal)).toEqual(answer);
    await redis.run();
    await connection.ready();
    expect(await store.read.get(answer.task_id)).toMatchObject({ status: 'queued' });
  });

  it('is answered at once, when its sender waits for a task, by a gateway that ends', async () => {
    const { task } = await LOCAL.act(() => submitting().submit(BODY));
    const ends = new TaskEnds(store, connection);
    const held = ends.wait(task, 60_000);
    ends.onModuleDestroy();
    expect(await held).toMatchObject({ task_id: task.task_id, status: 'queued' });
  });

  it('asks for the task that its sender waits for when something happens to it, not without end', async () => {
    const { task } = await LOCAL.act(() => submitting().submit(BODY));
    const looks = jest.spyOn(store.read, 'summary');
    expect(await new TaskEnds(store, connection).wait(task, 500)).toMatchObject({ status: 'queued' });
    expect(looks.mock.calls.length).toBeLessThanOrEqual(3); // at first, once it is told of what happens, at the end
    looks.mockRestore();
  });
});
