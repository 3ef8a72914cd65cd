import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { residentMb, runs } from '@switchyard/processes';
import { IN_LONG_RUNS, SENTENCES, TestSystem, casesOf, speech, waitFor, type AppProcess } from '@switchyard/testing';
import type { Segment } from '../src/transcriber';
import { TestModels } from './models';
import { engineOf } from './processes';

const TEST_MS = 180_000;
const TASK = 'faster_whisper.transcribe_audio';
/** Fast, and the same on every run. */
const QUICK = { beam_size: 1, temperature: 0, enable_word_timestamps: false };

let system: TestSystem;
let models: TestModels;
let worker: AppProcess;
let audio: string;

beforeAll(async () => {
  models = await TestModels.make();
  await models.install();
  system = await TestSystem.start([], { ...models.settings, WHISPER_THREADS: '1', WHISPER_CHUNK: '20' });
  audio = system.put(await speech(SENTENCES, { repeat: 12 }));
}, TEST_MS);
afterAll(async () => {
  await system.stop();
  await models.remove();
});

beforeEach(() => void (worker = system.startWorker('faster_whisper', { WHISPER_LANES: '1' })));
afterEach(() => worker.end());

interface Result {
  segments: Segment[];
  statistics: Record<string, number>;
}

async function resultOf(id: string): Promise<Result> {
  expect(await system.api.untilFinal(id, TEST_MS)).toMatchObject({ status: 'succeeded', error: null });
  const { output } = await system.api.stage(id);
  const path = join(system.share, String(output?.['segments_file']).slice('/share'.length));
  return JSON.parse(await readFile(path, 'utf8')) as Result;
}

describe('a long audio', () => {
  let whole: Result;

  it(
    'is transcribed in memory that does not grow, with even progress',
    async () => {
      const id = await system.api.start(TASK, { audio_path: audio, ...QUICK });
      const seen: { progress: number; memory: number }[] = [];
      await waitFor(
        'the end of the task',
        async () => {
          const { status, progress } = await system.api.status(id);
          const pid = engineOf(worker);
          if (pid && progress > 0) seen.push({ progress, memory: residentMb(pid) });
          return status === 'succeeded';
        },
        TEST_MS,
      );
      whole = await resultOf(id);
      expect(whole.statistics['total_chunks']).toBeGreaterThanOrEqual(8);
      const told = (await system.api.events(id)).filter(({ type }) => type === 'output');
      expect(told.map(({ payload }) => payload['text'])).toEqual(whole.segments.map(({ text }) => text));
      const starts = whole.segments.map(({ start }) => start);
      for (const [at, { payload }] of told.entries()) expect(payload['start']).toBeCloseTo(starts[at] ?? NaN, 1);
      const most = (from: number, to: number): number =>
        Math.max(...seen.filter(({ progress }) => progress >= from && progress < to).map(({ memory }) => memory));
      expect(most(0.75, 1)).toBeLessThan(most(0.15, 0.5) * 1.2);
      const steps = seen.map(({ progress }, at) => progress - (seen[at - 1]?.progress ?? 0));
      // Heartbeats and events round it differently.
      expect(Math.min(...steps)).toBeGreaterThan(-0.001);
      expect(Math.max(...steps)).toBeLessThan(0.35);
    },
    TEST_MS,
  );

  it.each(casesOf('2', '1'))(
    'goes on behind its last finished part when its engine is killed, in %s lanes',
    async (lanes) => {
      await worker.end();
      worker = system.startWorker('faster_whisper', { WHISPER_LANES: lanes });
      const id = await system.api.start(TASK, { audio_path: audio, ...QUICK });
      await system.api.until(id, 'half of the work', ({ progress }) => progress >= 0.5, TEST_MS);
      const pid = engineOf(worker);
      if (!pid) throw new Error('the worker has no engine');
      worker.signal('SIGSTOP'); // it goes on when what was kept has been counted
      process.kill(-pid, 'SIGKILL');
      await waitFor('the end of the engine', () => !runs(pid));
      const kept = await readdir(join(system.share, 'workflows', id, TASK, '.checkpoints', id));
      worker.signal('SIGCONT');
      const { segments, statistics } = await resultOf(id);
      expect((await system.api.status(id)).attempt).toBe(2);
      const finished = kept.filter((name) => name.endsWith('.json')).length;
      const half = Math.floor((whole.statistics['total_chunks'] ?? 0) / 2);
      expect(finished).toBeGreaterThanOrEqual(half - Number(lanes));
      expect(statistics).toMatchObject({ ...whole.statistics, ...timesOf(statistics), resumed_chunks: finished });
      expect(segments).toEqual(whole.segments);
      const left = await waitFor('order in the directory of the task', async () => {
        const names = await readdir(join(system.share, 'workflows', id, TASK));
        return names.every((name) => name.startsWith(`${id}-`)) ? names : undefined;
      });
      expect(left).toHaveLength(1);
    },
    TEST_MS,
  );

  if (IN_LONG_RUNS) {
    it(
      'has the same text when parts are transcribed at once',
      async () => {
        await worker.end();
        worker = system.startWorker('faster_whisper', { WHISPER_LANES: '2' });
        const { segments } = await resultOf(await system.api.start(TASK, { audio_path: audio, ...QUICK }));
        expect(segments).toEqual(whole.segments);
      },
      TEST_MS,
    );
  }
});

const timesOf = ({ transcribe_duration }: Record<string, number>): object => ({ transcribe_duration });
