import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { casesOf, SENTENCES, TestSystem, speech, waitFor, type AppProcess } from '@switchyard/testing';
import { TestModels, modelDirectory } from './models';

const TEST_MS = 120_000;
const TASK = 'faster_whisper.transcribe_audio';

let system: TestSystem;
let models: TestModels;
let long: string;
let short: string;

beforeAll(async () => {
  models = await TestModels.make();
  await models.install();
  system = await TestSystem.start([], { ...models.settings, WHISPER_THREADS: '1', WHISPER_LANES: '1' });
  long = system.put(await speech(SENTENCES, { repeat: 40 }));
  short = system.put(await speech());
}, TEST_MS);
afterAll(async () => {
  await system.stop();
  await models.remove();
});

/** Cancels a task when it says something, and sees to it that nothing of it goes on. */
async function cancelAt(worker: AppProcess, input: object, says: RegExp): Promise<void> {
  const id = await system.api.start(TASK, input);
  const said = async (): Promise<boolean> =>
    (await system.api.events(id)).some(({ payload }) => says.test(JSON.stringify(payload)));
  const heard = await waitFor(`${id} to say ${says}`, said, TEST_MS / 2).catch((error: unknown) => error);
  const { status, body } = await system.api.cancel(id);
  expect([heard, status, body.status]).toEqual([true, 200, 'cancelled']);
  expect(worker.engines).toEqual([]);
}

describe.each(casesOf('2', '1'))('a transcription in %s lanes that is cancelled', (lanes) => {
  let worker: AppProcess;
  beforeEach(() => void (worker = system.startWorker('faster_whisper', { WHISPER_LANES: lanes })));
  afterEach(() => worker.end());

  it(
    'ends while speech is looked for, and while it is written down',
    async () => {
      await cancelAt(worker, { audio_path: long }, /looking for speech/);
      await cancelAt(worker, { audio_path: long, beam_size: 1 }, /train|ticket|coffee|dark/);
      const id = await system.api.start(TASK, { audio_path: short });
      expect(await system.api.untilFinal(id)).toMatchObject({ status: 'succeeded' });
    },
    TEST_MS,
  );

  it(
    'ends while its model is converted, and leaves nothing that the next one stumbles over',
    async () => {
      const directory = join(system.share, `my-whisper-${lanes}`);
      await cp(await modelDirectory(), directory, { recursive: true });
      const input = { audio_path: short, model: `/share/my-whisper-${lanes}` };
      await cancelAt(worker, input, /model: converting/);
      const id = await system.api.start(TASK, input);
      expect(await system.api.untilFinal(id, TEST_MS)).toMatchObject({ status: 'succeeded', attempt: 1 });
    },
    TEST_MS,
  );
});
