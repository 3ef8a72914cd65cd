import { expectRefusal } from './bad-inputs';
import { expectRefusalOfSettings, expectRefusalWithoutHandlers } from './boot';
import {
  expectAnotherWorker,
  expectNoOrphans,
  expectPoison,
  expectSecondTryAfterEngine,
  expectSecondTryAfterTool,
} from './deaths';
import { expectGoodOutcome } from './good-outcomes';
import { expectNoSecrets } from './secrets';
import {
  expectCancel,
  expectDrain,
  expectHiddenUntilSuccess,
  expectNoTemporaryFiles,
  expectPatientDrain,
  expectTimeLimit,
} from './stops';
import { IN_LONG_RUNS } from '../long-runs';
import { WorkerBench } from './worker-bench';
import type { WorkerSpec } from './worker-spec';

const TEST_MS = 90_000;
const LOG_TAIL = 6000;

/** Ends, deaths and the start are the work of the kit: a worker with an engine and a tool shows them always, the others in long runs. */
const isShownWhole = ({ service }: WorkerSpec): boolean => IN_LONG_RUNS || service === 'ffmpeg';

/** What every worker keeps, held against the whole system: one Redis, one gateway, real worker processes. */
export function describeWorker(spec: WorkerSpec): void {
  let bench: WorkerBench;
  /** A test that fails shows what the workers said. */
  const holds = (promise: (bench: WorkerBench) => Promise<void>) => async (): Promise<void> => {
    bench.ensureWorker();
    try {
      await promise(bench);
    } catch (error) {
      const log = bench.system.processes.map(({ app, log: text }) => `--- ${app}\n${text.slice(-LOG_TAIL)}`).join('\n');
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${log}`, { cause: error });
    }
  };
  const promise = (title: string, keeps: (bench: WorkerBench) => Promise<void>): void =>
    it(title, holds(keeps), TEST_MS);

  beforeAll(async () => {
    bench = await WorkerBench.start(spec);
  }, TEST_MS);
  afterAll(() => bench.stop());

  describe('a task that can be done', () => {
    for (const work of spec.happy) promise(`${work.task}: ${work.title}`, (on) => expectGoodOutcome(on, work));
  });

  describe('input that cannot be used is refused, and nothing else suffers', () => {
    for (const work of spec.bad) promise(`${work.task}: ${work.title}`, (on) => expectRefusal(on, work));
  });

  if (spec.secrets) promise('its secrets are in no record, event, log, file or result', expectNoSecrets);

  describe('a task in the middle of its work', () => {
    promise('ends when it is cancelled, with everything it started', expectCancel);
    promise('ends at its time limit and is not tried again', expectTimeLimit);
    if (spec.showsFiles) promise('shows none of its files', expectHiddenUntilSuccess);
    if (isShownWhole(spec)) {
      promise('goes back to its queue when its worker has to end, and loses no attempt', expectDrain);
      promise('is brought to its end when its worker may take the time', expectPatientDrain);
      promise('is done by another worker when its worker is killed', expectAnotherWorker);
      if (spec.engine) {
        promise('leaves no process behind when its worker is killed', expectNoOrphans);
        promise('is tried again when its engine is killed', expectSecondTryAfterEngine);
        promise('is given up when its engine dies each time', expectPoison);
      }
      if (spec.tool) promise(`is tried again when its ${spec.tool} is killed`, expectSecondTryAfterTool);
    }
    promise('left no temporary files behind, whatever happened', expectNoTemporaryFiles);
  });

  if (!isShownWhole(spec)) return;
  describe('a worker that cannot work', () => {
    it('does not start without its handlers, and names them', () => expectRefusalWithoutHandlers(spec.service));
    it('does not start with settings that make no sense, and names them', () => expectRefusalOfSettings(spec.service));
  });
}
