import { PICTURE_TEXT, TestSystem, textPicture } from '@switchyard/testing';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestModels } from './models';

const TEST_MS = 120_000;

describe('reading with a simulated GPU', () => {
  let models: TestModels;
  let system: TestSystem;
  const gates = mkdtempSync(join(tmpdir(), 'switchyard-gates-'));

  beforeAll(async () => {
    models = await TestModels.make();
    await models.install();
    const env = { ...models.settings, OCR_THREADS: '2', GPU_SIMULATE: '1', GPU_GATE_DIR: gates };
    system = await TestSystem.start(['paddleocr'], env);
  }, TEST_MS);
  afterAll(async () => {
    await system.stop();
    await models.remove();
    rmSync(gates, { recursive: true });
  });

  it(
    'gives the text that the CPU reads, and says where it was read',
    async () => {
      const image_path = system.put(await textPicture());
      const ids = [0, 1].map(() => system.api.start('paddleocr.perform_ocr', { image_path }));
      for (const id of await Promise.all(ids)) {
        expect(await system.api.untilFinal(id, TEST_MS)).toMatchObject({ status: 'succeeded', attempt: 1 });
        const { output } = await system.api.stage(id);
        expect(output).toMatchObject({ text: PICTURE_TEXT, device: 'cpu (simulated gpu)' });
      }
      const [gate = ''] = readdirSync(gates).filter((name) => name.startsWith('GPU-simulated-'));
      expect(JSON.parse(readFileSync(join(gates, gate), 'utf8'))).toMatchObject({
        owner: expect.stringMatching(/gpu_lock:0$/),
      });
    },
    TEST_MS,
  );
});
