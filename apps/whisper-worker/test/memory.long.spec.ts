import { reservedForCode } from '@switchyard/engine';
import { residentMb } from '@switchyard/processes';
import { TestSystem, floatSamples, speech, waitFor, type AppProcess, type TaskStatus } from '@switchyard/testing';
import { TestModels } from './models';
import { engineOf } from './processes';

const TEST_MS = 120_000;
const TASK = 'faster_whisper.transcribe_audio';
/** What the model takes in memory, at least. */
const MODEL_MB = 100;

let system: TestSystem;
let models: TestModels;
let short: string;
let numberless: string;

beforeAll(async () => {
  models = await TestModels.make();
  await models.install();
  system = await TestSystem.start([], { ...models.settings, WHISPER_THREADS: '1', WHISPER_LANES: '1' });
  short = system.put(await speech());
  numberless = system.put(await floatSamples('0/0'));
}, TEST_MS);
afterAll(async () => {
  await system.stop();
  await models.remove();
});

describe('a transcription without the memory it needs', () => {
  it.each(['2', '1'])(
    'fails in %s lanes, and neither its worker nor the next one do',
    async (lanes) => {
      const settings = { WHISPER_LANES: lanes, ENGINE_IDLE: '1' };
      const poor = system.startWorker('faster_whisper', settings, [
        'prlimit',
        `--data=${280_000_000 + reservedForCode()}`,
      ]);
      const id = await system.api.start(TASK, { audio_path: short });
      const { status, error } = await system.api.untilFinal(id);
      expect(status).toBe('failed');
      expect(error?.message).toMatch(/not enough memory for the model whisper-tiny\.en|ran out of memory/);
      expect(poor.running).toBe(true);
      await untilNothingRunsBelow(poor);
      await poor.end();
      const worker = system.startWorker('faster_whisper');
      const next = await system.api.start(TASK, { audio_path: short });
      expect(await system.api.untilFinal(next)).toMatchObject({ status: 'succeeded', attempt: 1 });
      await worker.end();
    },
    TEST_MS,
  );
});

/** What an idle engine held is free again. */
const untilNothingRunsBelow = (worker: AppProcess): Promise<true> =>
  waitFor('the end of the idle engine', () => worker.engines.length === 0);

describe('the memory of an engine', () => {
  it(
    'does not grow by inputs that it refuses',
    async () => {
      const worker = system.startWorker('faster_whisper');
      const end = async (input: object): Promise<TaskStatus> =>
        system.api.untilFinal(await system.api.start(TASK, input));
      const refused = [{ audio_path: numberless }, { audio_path: short, language: 'de' }];
      const refuse = async (): Promise<void> => {
        for (const input of refused) expect(await end(input)).toMatchObject({ error: { code: 'INPUT_REJECTED' } });
      };
      expect(await end({ audio_path: short })).toMatchObject({ status: 'succeeded' });
      await refuse();
      const engine = engineOf(worker);
      const before = residentMb(engine ?? 0);
      for (let round = 0; round < 10; round++) await refuse();
      expect(engineOf(worker)).toBe(engine);
      expect(before).toBeGreaterThan(MODEL_MB);
      expect(residentMb(engine ?? 0) - before).toBeLessThan(MODEL_MB / 2);
      await worker.end();
    },
    TEST_MS,
  );
});
