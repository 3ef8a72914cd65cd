import { TestSystem, textPicture, waitFor, type AppProcess } from '@switchyard/testing';
import { tmpdir } from 'node:os';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { STANDARD_MODEL, TestModels } from './models';

const TEST_MS = 60_000;
let system: TestSystem;
let models: TestModels;
let worker: AppProcess;

beforeEach(async () => {
  [system, models] = await Promise.all([TestSystem.start([]), TestModels.make()]);
}, TEST_MS);
afterEach(async () => {
  await system.stop();
  await models.remove();
});

const read = async (): Promise<string> =>
  system.api.start('paddleocr.perform_ocr', { image_path: system.put(await textPicture()) });

const start = (): AppProcess => (worker = system.startWorker('paddleocr', models.settings));

/** Waits until a task says that it waits for the model. */
const reasonOf = (id: string): Promise<string> =>
  waitFor('a reason that names the model', async () => {
    const { status, reason } = await system.api.status(id);
    return status === 'queued' && reason?.includes(STANDARD_MODEL) ? reason : undefined;
  });

describe('a worker without its model', () => {
  it(
    'says what it lacks and how to get it, and begins once it is there',
    async () => {
      start();
      const id = await read();
      const reason = await reasonOf(id);
      expect(reason).toMatch(/^waiting for worker: paddleocr \(.*npx switchyard models pull/);
      expect(reason).not.toContain(tmpdir());
      expect(worker.running).toBe(true);
      await models.install();
      expect(await system.api.untilFinal(id)).toMatchObject({ status: 'succeeded', attempt: 1 });
    },
    TEST_MS,
  );

  it(
    'does not work with a damaged one',
    async () => {
      await truncate(join(await models.installCopy(), 'recognition.onnx'), 1000);
      start();
      const reason = await reasonOf(await read());
      expect(reason).toMatch(/recognition\.onnx has 1000 bytes instead of \d+/);
      expect(worker.running).toBe(true);
    },
    TEST_MS,
  );
});
