import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { flowOf, type JobPlan } from '@switchyard/flows';
import { GpuLockSettings } from '@switchyard/gpu-lock';
import { SharedStorage, newUploadId } from '@switchyard/storage';
import { TaskStore, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, waitFor } from '@switchyard/testing';
import { JOB_OVER, TaskRuns } from '../src/task-runs';
import { TaskWatch } from '../src/task-watch';
import { World } from './world';

const STORE = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
const FILM = '/share/a.mp4';
const UPLOADED = `/share/uploads/${newUploadId('theirs')}/a.mp4`;
const inputs = { video_path: '${{ path }}' };
const FLOW = flowOf({ flow_id: 'f', routines: { probe: { task: 'ffmpeg.probe', inputs } } });

describe('the task of a routine', () => {
  let world: World;
  let root: string;
  let store: TaskStore;
  let watch: TaskWatch;
  let runs: TaskRuns;
  let over: AbortController;

  beforeAll(async () => {
    world = await World.start();
    root = join(mkdtempSync(join(tmpdir(), 'switchyard-flows-')), 'share');
    for (const path of [FILM, UPLOADED]) {
      mkdirSync(dirname(join(root, '..', path)), { recursive: true });
      writeFileSync(join(root, '..', path), 'no film, and no worker looks at it');
    }
    store = new TaskStore(world.connection.client, world.keys, STORE, new KeptJobs<TaskJob>());
    watch = new TaskWatch(store, world.connection);
    runs = new TaskRuns(store, watch, world.jobs, new GpuLockSettings(), new SharedStorage(root));
  });
  beforeEach(() => (over = new AbortController()));
  afterAll(async () => {
    watch.onApplicationShutdown();
    await world.stop();
    rmSync(dirname(root), { recursive: true });
  });

  /** Begins the first activation of a job that differs from others as told, and runs its task. */
  async function begin(
    video_path: string,
    more: Partial<JobPlan>,
  ): Promise<{ jobId: string; taskId: string; end: Promise<unknown> }> {
    const plan = { ...(await world.create(FLOW, 'probe.in', {})), ...more };
    const { jobId } = plan;
    const [routine] = plan.flow.routines;
    if (!routine) throw new Error('the flow has no routine');
    const begun = await world.jobs.begin(plan, routine, 'e', 'hint');
    if (!begun.begun) throw new Error('nothing began');
    const end = runs.run(plan, routine, begun.activation, { video_path }, over.signal);
    return { jobId, taskId: `f-${jobId}-1-0`, end: end.catch((error: unknown) => error) };
  }

  it('belongs to the API key of the job, has its priority and stands in its workflow, and ends with it', async () => {
    const { jobId, taskId, end } = await begin(FILM, { owner: 'mine', priority: 8 });
    const task = await waitFor('the task', async () => (await store.read.get(taskId)) ?? undefined);
    expect(task).toMatchObject({ owner: 'mine', priority: 8, workflow_id: jobId, status: 'queued' });
    expect(await store.read.ownerOfWorkflow(jobId)).toBe('mine');
    over.abort(JOB_OVER);
    await end;
    expect(await store.read.get(taskId)).toMatchObject({ status: 'cancelled' });
  });

  it('finds no file that the API key of the job may not see', async () => {
    const { taskId, end } = await begin(UPLOADED, { owner: 'mine', only: 'mine' });
    expect(await end).toMatchObject({ code: 'INVALID_INPUT', message: `video_path: ${UPLOADED} does not exist` });
    expect((await store.read.get(taskId)) ?? null).toBeNull();
  });
});
