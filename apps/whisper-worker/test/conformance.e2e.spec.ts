import { SENTENCES, describeWorker, speech } from '@switchyard/testing';
import { bad } from './bad-inputs';
import { happy } from './good-work';
import { TestModels } from './models';

let models: TestModels;
afterAll(() => models.remove());

const task = 'faster_whisper.transcribe_audio';

describeWorker({
  service: 'faster_whisper',
  settings: async () => {
    models = await TestModels.make();
    await models.install();
    return { ...models.settings, WHISPER_THREADS: '1', WHISPER_LANES: '1', WHISPER_CHUNK: '20' };
  },
  engine: true,
  checkpoints: true,
  happy,
  bad,
  long: {
    task,
    input: async (put) => ({ audio_path: await put(speech(SENTENCES, { repeat: 40 })), beam_size: 20, temperature: 0 }),
  },
  brief: { task, input: async (put) => ({ audio_path: await put(speech(SENTENCES, { repeat: 5 })) }) },
});
