import { tmpdir } from 'node:os';
import { TestSystem, speech, waitFor } from '@switchyard/testing';
import { TINY, TestModels } from './models';

const TEST_MS = 90_000;

describe('a worker without its models', () => {
  it(
    'says what it lacks and how to get it, and begins once it is there',
    async () => {
      const [system, models] = await Promise.all([TestSystem.start([]), TestModels.make()]);
      try {
        const worker = system.startWorker('faster_whisper', models.settings);
        const id = await system.api.start('whisper.transcribe_audio', { audio_path: system.put(await speech()) });
        const reason = await waitFor('a reason that names the model', async () => {
          const { status, reason: said } = await system.api.status(id);
          return status === 'queued' && said?.includes(TINY) ? said : undefined;
        });
        expect(reason).toMatch(/^waiting for worker: faster_whisper \(.*npx switchyard models pull/);
        expect(reason).toContain('silero-vad');
        expect(reason).not.toContain(tmpdir());
        expect(worker.running).toBe(true);
        await models.install();
        expect(await system.api.untilFinal(id)).toMatchObject({
          status: 'succeeded',
          attempt: 1,
          task_name: 'faster_whisper.transcribe_audio',
        });
      } finally {
        await system.stop();
        await models.remove();
      }
    },
    TEST_MS,
  );
});
