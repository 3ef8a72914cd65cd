import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceName } from '@switchyard/contracts';
import { TestSystem, waitFor, type AppProcess } from '@switchyard/testing';
import type { Order } from './fixtures/gpu.engine';

const FIXTURES = join(__dirname, 'fixtures');
const TYPESCRIPT = join(__dirname, '../../../libs/engine/test/typescript.cjs');

/** For holders whose lease is to run out; others keep theirs, also where the machine stands still for a moment. */
export const RUNS_OUT = { GPU_LOCK_TTL: '1.5' };

/** Short times; lease, gate and the end of engines are the real ones. */
const GPU = {
  GPU_SIMULATE: '1',
  GPU_LOCK_TTL: '60',
  GPU_LOCK_RENEW_INTERVAL: '0.3',
  GPU_LOCK_POLL_INTERVAL: '0.05',
  GPU_LOCK_MAX_POLL_INTERVAL: '0.4',
};

export interface LockStatus {
  is_locked: boolean;
  task_id: string | null;
  worker: string | null;
  fence: number | null;
  waiters: { task_id: string; position: number }[];
  statistics: Record<string, number>;
  recent_history: { action: string; task_id?: string }[];
}

/** A system with one simulated GPU and workers that do nothing but hold it. */
export class GpuWorld {
  private tasks: string[] = [];
  /** One of each service, which serves several tests. */
  private readonly kept = new Map<ServiceName, AppProcess>();
  private workers: AppProcess[] = [];
  private numbers = 0;

  private constructor(
    readonly system: TestSystem,
    private readonly directory: string,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<GpuWorld> {
    const directory = mkdtempSync(join(tmpdir(), 'switchyard-gpu-'));
    writeFileSync(join(directory, 'diary'), '');
    const own = { GPU_GATE_DIR: join(directory, 'gates'), TEST_DIARY: join(directory, 'diary') };
    const system = await TestSystem.start([], { ...GPU, ...own, ...env });
    writeFileSync(join(system.share, 'a.bin'), 'anything');
    return new GpuWorld(system, directory);
  }

  /** Ends all tasks and the workers with settings of their own, so that the next test finds a free GPU and an empty diary. */
  async clear(): Promise<void> {
    await Promise.all(this.tasks.map((id) => this.api.cancel(id)));
    await Promise.all(this.workers.map((worker) => worker.end()));
    await waitFor('a free GPU', async () => !(await this.lock()).is_locked);
    writeFileSync(this.diaryFile, '');
    this.workers = [];
    this.tasks = [];
  }

  async stop(): Promise<void> {
    await this.system.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private get diaryFile(): string {
    return join(this.directory, 'diary');
  }

  private enoughFile(task: string): string {
    return join(this.directory, `enough-${task}`);
  }

  get api(): TestSystem['api'] {
    return this.system.api;
  }

  /** A worker that is ready: the one of an earlier test if it still runs, a new one instead of it where settings are given. */
  async worker(service: ServiceName = 'faster_whisper', env?: Record<string, string>): Promise<AppProcess> {
    const kept = this.kept.get(service);
    if (kept?.running && !env) return kept;
    this.kept.delete(service);
    await kept?.end();
    const wrapper = [process.execPath, '-r', TYPESCRIPT, join(FIXTURES, 'gpu-worker.ts')];
    const worker = this.system.startWorker(service, { TEST_SERVICE: service, ...env }, wrapper);
    if (env) this.workers.push(worker);
    else this.kept.set(service, worker);
    await waitFor('a ready worker', () => {
      if (!worker.running) throw new Error(`the worker ended: ${worker.log}`);
      return worker.log.includes('worker.ready');
    });
    return worker;
  }

  /** Submits a task that behaves as ordered. */
  transcribe(order: Order = {}, more: object = {}, input: object = {}): Promise<string> {
    const inputOf = (initial_prompt: string) => ({ audio_path: '/share/a.bin', initial_prompt, ...input });
    return this.submit('faster_whisper.transcribe_audio', order, inputOf, more);
  }

  read(order: Order = {}): Promise<string> {
    return this.submit('paddleocr.perform_ocr', order, (model) => ({ image_path: '/share/a.bin', model }));
  }

  private submit(name: string, order: Order, inputOf: (order: string) => object, more: object = {}): Promise<string> {
    const task_id = `t${(this.numbers += 1)}`;
    this.tasks.push(task_id);
    const input = inputOf(JSON.stringify({ ...order, enough: this.enoughFile(task_id) }));
    return this.api.start(name, input, { task_id, ...more });
  }

  /** Lets the engine end its work at a task, now or as soon as it begins. */
  finish(task: string): void {
    writeFileSync(this.enoughFile(task), '');
  }

  /** What engines did, in order: `begin` and `end` with a task. */
  get diary(): { word: string; task: string; pid: number }[] {
    const lines = readFileSync(this.diaryFile, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => {
      const [word = '', task = '', pid] = line.split(' ');
      return { word, task, pid: Number(pid) };
    });
  }

  get begun(): string[] {
    return this.diary.filter(({ word }) => word === 'begin').map(({ task }) => task);
  }

  /** The engine of the latest attempt at a task that began after `times` others. */
  engineOf(task: string, times = 0): Promise<number> {
    return waitFor(`an engine at work on ${task}`, () => {
      return this.diary.filter(({ word, task: other }) => word === 'begin' && other === task)[times]?.pid;
    });
  }

  async lock(): Promise<LockStatus> {
    const path = '/api/v1/monitoring/gpu-lock/status?lock_key=gpu_lock:0';
    return (await this.api.request<LockStatus>('GET', path)).body;
  }

  async untilWaiting(...tasks: string[]): Promise<void> {
    await waitFor(`${tasks.join()} to wait`, async () => {
      const { waiters } = await this.lock();
      return tasks.every((task) => waiters.some(({ task_id }) => task_id === task));
    });
  }

  async eventsOf(task: string): Promise<string[]> {
    return (await this.api.events(task)).map(({ type }) => type).filter((type) => type !== 'progress');
  }
}
