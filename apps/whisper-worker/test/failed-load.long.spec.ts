import { cp, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestSystem, speech, type TaskStatus } from '@switchyard/testing';
import { TestModels, modelDirectory } from './models';

const TEST_MS = 120_000;
const TASK = 'faster_whisper.transcribe_audio';

let system: TestSystem;
let models: TestModels;
let input: object;
let encoder: string;

/** How a task ends. */
const endOf = async (more: object): Promise<TaskStatus> =>
  system.api.untilFinal(await system.api.start(TASK, input, more), TEST_MS / 2);

beforeAll(async () => {
  models = await TestModels.make();
  await models.install();
  system = await TestSystem.start([], { ...models.settings, WHISPER_THREADS: '1' });
  await cp(await modelDirectory(), join(system.share, 'my-whisper'), { recursive: true });
  input = { audio_path: system.put(await speech()), model: '/share/my-whisper' };
  const worker = system.startWorker('faster_whisper');
  expect(await endOf({ max_attempts: 1 })).toMatchObject({ status: 'succeeded' });
  await worker.end();
  const converted = join(models.directory, '.converted');
  const [found = ''] = (await readdir(converted, { recursive: true })).filter((name) => name.endsWith('encoder.onnx'));
  encoder = join(converted, found);
}, TEST_MS);
afterAll(async () => {
  await system.stop();
  await models.remove();
});

describe('a model that cannot be loaded for the time being', () => {
  it.each(['2', '1'])(
    'is loaded by the same engine once it can be, in %s lanes',
    async (lanes) => {
      const worker = system.startWorker('faster_whisper', { WHISPER_LANES: lanes });
      const engines = (): number[] => worker.engines.map(({ pid }) => pid);
      await rename(encoder, `${encoder}.aside`);
      // A file of another size would be converted anew.
      await writeFile(encoder, Buffer.alloc((await stat(`${encoder}.aside`)).size, 0xff));
      expect(await endOf({ max_attempts: 1 })).toMatchObject({
        status: 'failed',
        error: { code: 'INTERNAL_ERROR', message: expect.stringContaining('encoder.onnx') as string },
      });
      const before = engines();
      await rename(`${encoder}.aside`, encoder);
      expect(await endOf({})).toMatchObject({ status: 'succeeded', attempt: 1 });
      expect(before).toHaveLength(1);
      expect(engines()).toEqual(before);
      await worker.end();
    },
    TEST_MS,
  );
});
