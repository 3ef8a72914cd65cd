import { InternalTaskError } from '@switchyard/contracts';
import type { LoadedModel } from './loaded-model';
import { transcribeJob } from './transcribe-job';
import { DEFAULT_DECODING } from './transcriber';
import type { ModelPlace, TranscribeJob } from './whisper-methods';

const work = { progress: () => undefined, output: () => undefined, signal: new AbortController().signal };

/** A job whose model cannot be looked at. */
const jobFailing = (says: string, lanes = 1): TranscribeJob => {
  const model: ModelPlace = {
    name: 'base',
    get modelsDir(): string {
      throw new RangeError(says);
    },
  };
  return {
    ...{
      path: 'a.wav',
      track: 0,
      vad: { enabled: true, threshold: 0.5 },
      decoding: DEFAULT_DECODING,
      chunkSeconds: 240,
    },
    ...{ checkpointDir: 'none', model, vadDirectory: 'none', threads: 1, lanes },
    device: 'cpu',
  };
};
const outcomeOf = (job: TranscribeJob): Promise<unknown> => transcribeJob(job, {} as LoadedModel, work);

describe('a transcription without the memory it needs', () => {
  it.each(['std::bad_alloc', 'Failed to allocate memory for requested buffer', 'Array buffer allocation failed'])(
    'says which model is too large when it hears %s before it has begun',
    async (says) => {
      const message = 'the worker has not enough memory for the model base; take a smaller one';
      const failure = new InternalTaskError(message, `RangeError: ${says}`);
      await expect(outcomeOf(jobFailing(says))).rejects.toEqual(failure);
    },
  );

  it('says that fewer lanes need less', async () =>
    expect(outcomeOf(jobFailing('bad_alloc', 2))).rejects.toThrow('take a smaller one, or set WHISPER_LANES=1'));

  it('is not what every failure is', async () =>
    expect(outcomeOf(jobFailing('no such directory'))).rejects.toThrow(RangeError));
});
