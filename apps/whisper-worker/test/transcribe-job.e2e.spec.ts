import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VAD_MODEL } from '@switchyard/audio';
import { ModelStore, WhisperModels } from '@switchyard/models';
import { SENTENCES, speech } from '@switchyard/testing';
import { wordErrorRate } from '@switchyard/subtitles';
import { LoadedModel } from '../src/loaded-model';
import { transcribeJob } from '../src/transcribe-job';
import { DEFAULT_DECODING } from '../src/transcriber';
import type { TranscribeJob } from '../src/whisper-methods';
import { TINY } from './models';
import { silentWork } from './written-transcriber';

jest.setTimeout(120_000);

const KEPT = join(__dirname, '..', '..', '..', '.switchyard', 'models');

let job: TranscribeJob;
beforeAll(async () => {
  const store = new ModelStore({ modelsDir: KEPT });
  await new WhisperModels(store).ensure(TINY, { kind: 'onnx' });
  job = {
    path: await speech(),
    ...{ track: 0, vad: { enabled: true, threshold: 0.5 }, decoding: { ...DEFAULT_DECODING, beamSize: 1 } },
    ...{ chunkSeconds: 240, checkpointDir: await mkdtemp(join(tmpdir(), 'switchyard-job-')) },
    ...{ model: { modelsDir: KEPT, name: TINY }, vadDirectory: await store.pull(VAD_MODEL) },
    ...{ threads: 1, lanes: 1 },
    device: 'cpu',
  };
});
afterAll(() => rm(job.checkpointDir, { recursive: true }));

describe('a transcription by an engine', () => {
  const loaded = new LoadedModel();

  it('that holds a GPU and lacks the package for it is done by the CPU, and says so', async () => {
    const { segments, device, degraded } = await transcribeJob({ ...job, device: 'auto' }, loaded, silentWork);
    const heard = segments.map(({ text }) => text).join(' ');
    expect(wordErrorRate(heard, SENTENCES.join(' '))).toBeLessThanOrEqual(0.1);
    expect(device).toBe('cpu');
    expect(degraded).toEqual([expect.stringMatching(/^the GPU needs @fugood\/.*; the CPU did the work$/)]);
  });

  it('that holds none is done by the CPU as a matter of course', async () =>
    expect(await transcribeJob(job, loaded, silentWork)).toMatchObject({ device: 'cpu', degraded: [] }));

  it('says that it has not enough memory when the model of speech does not fit', async () => {
    class Full extends LoadedModel {
      override speechModel(): Promise<never> {
        return Promise.reject(new Error('std::bad_alloc'));
      }
    }
    await expect(transcribeJob(job, new Full(), silentWork)).rejects.toThrow(`not enough memory for the model ${TINY}`);
  });
});
