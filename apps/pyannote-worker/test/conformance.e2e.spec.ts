import { SENTENCES, describeWorker, speech } from '@switchyard/testing';
import { bad } from './bad-inputs';
import { happy } from './good-work';
import { TestModels } from './models';

let models: TestModels;
afterAll(() => models.remove());

const task = 'pyannote_audio.diarize_speakers';

describeWorker({
  service: 'pyannote_audio',
  settings: async () => {
    models = await TestModels.make();
    await models.install();
    return { ...models.settings, DIARIZATION_THREADS: '1' };
  },
  engine: true,
  happy,
  bad,
  long: { task, input: async (put) => ({ audio_path: await put(speech(SENTENCES, { repeat: 40 })), step: 0.5 }) },
  brief: { task, input: async (put) => ({ audio_path: await put(speech(SENTENCES, { repeat: 5 })) }) },
});
