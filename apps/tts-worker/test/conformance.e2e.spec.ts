import { describeWorker } from '@switchyard/testing';
import { bad } from './bad-inputs';
import { happy } from './good-work';
import { TestModels } from './models';

let models: TestModels;
afterAll(() => models.remove());

const sentence = 'The train to the coast leaves at seven in the morning, and there is fresh coffee. ';

describeWorker({
  service: 'tts',
  settings: async () => {
    models = await TestModels.make();
    return models.settings;
  },
  engine: true,
  happy,
  bad,
  brief: { task: 'tts.generate_speech', input: async () => ({ text: sentence.repeat(3) }) },
  long: { task: 'tts.generate_speech', input: async () => ({ text: sentence.repeat(600) }) },
});
