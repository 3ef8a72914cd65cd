import {
  describeWorker,
  floatSamples,
  speech,
  textNamed,
  videoWithoutAudio,
  type BadCase,
  type HappyCase,
  type Outcome,
  type TaskCase,
} from '@switchyard/testing';
import { HIGHEST_MUSIC_HZ, modelsWithNetwork } from './models';
import { expectSeparated, song, SONG_SECONDS } from './song';

let models: Awaited<ReturnType<typeof modelsWithNetwork>>;
afterAll(() => models.remove());

const task = 'audio_separator.separate_vocals';

const of = (file: () => Promise<string>, more: object = {}): TaskCase => ({
  task,
  input: async (put) => ({ audio_path: await put(file()), ...more }),
});

async function expectSeparation({ output, file }: Outcome): Promise<void> {
  await expectSeparated(file('vocal_audio'), file('instrumental_audio'));
  expect(output).toMatchObject({ audio_duration: SONG_SECONDS, device: 'cpu', degraded: [] });
  expect(output['all_audio_files']).toEqual([output['vocal_audio'], output['instrumental_audio']]);
}

const happy: HappyCase[] = [
  {
    title: `what is above ${HIGHEST_MUSIC_HZ} Hz, where the network says that this is the voice`,
    ...of(() => song()),
    check: expectSeparation,
  },
  {
    title: 'the same, heard twice, as FLAC',
    ...of(() => song(), {
      quality_mode: 'high_quality',
      output_format: 'flac',
      model_name: 'UVR-MDX-NET-Inst_HQ_3.onnx',
    }),
    check: expectSeparation,
  },
  {
    title: 'a tenth of a second',
    ...of(() => song(0.1), { quality_mode: 'fast' }),
    check: ({ output }) => expect(output).toMatchObject({ audio_duration: 0.1 }),
  },
];

const bad: BadCase[] = [
  { title: 'a letter', ...of(() => textNamed('x.wav')), says: /is not a video or audio file that can be read/ },
  { title: 'a film without sound', ...of(() => videoWithoutAudio()), says: /has no audio: it holds 1 video stream/ },
  { title: 'samples that are no numbers', ...of(() => floatSamples('0/0')), says: /samples that are no numbers/ },
  {
    title: 'a model for other work',
    ...of(() => song(), { model_name: 'ppocr-v6' }),
    says: /model_name: ppocr-v6 separates no/,
  },
  {
    title: 'a model that is not here',
    ...of(() => song(), { model_name: 'UVR-MDX-NET-Voc_FT' }),
    code: 'MODEL_UNAVAILABLE',
    says: /npx switchyard models pull UVR-MDX-NET-Voc_FT/,
  },
];

const talk = (repeat: number): TaskCase => of(() => speech(undefined, { repeat }));

describeWorker({
  service: 'audio_separator',
  settings: async () => {
    models = await modelsWithNetwork();
    return { MODELS_DIR: models.directory, MODELS_AUTO: 'false', SEPARATOR_THREADS: '1' };
  },
  engine: true,
  happy,
  bad,
  brief: talk(4),
  long: talk(120),
});
