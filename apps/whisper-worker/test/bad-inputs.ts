import {
  emptyFile,
  floatSamples,
  playlistNamed,
  speech,
  textNamed,
  videoWithoutAudio,
  type BadCase,
  type Put,
} from '@switchyard/testing';
import { MISSING, modelDirectory, type Changed } from './models';

const task = 'faster_whisper.transcribe_audio';

const files: BadCase[] = [
  {
    title: 'a letter',
    file: () => textNamed('x.wav'),
    says: /is not a video or audio file that can be read: it is a text/,
  },
  { title: 'an empty file', file: () => emptyFile('x.wav'), field: 'audio_path', says: /empty/ },
  { title: 'a playlist', file: () => playlistNamed('x.wav'), says: /playlist/ },
  { title: 'a film without sound', file: () => videoWithoutAudio(), says: /has no audio: it holds 1 video stream/ },
  { title: 'a track that is not there', file: () => speech(), more: { track: 3 }, says: /no audio track 3/ },
  { title: 'samples that are no numbers', file: () => floatSamples('0/0'), says: /samples that are no numbers/ },
  { title: 'samples without end', file: () => floatSamples('1/0'), says: /samples that are no numbers/ },
].map(({ file, more, ...work }) => ({
  ...work,
  task,
  input: async (put: Put) => ({ audio_path: await put(file()), ...more }),
}));

const asked: BadCase[] = [
  {
    title: 'a language that does not exist',
    more: { language: 'englisch' },
    field: 'language',
    says: /did you mean en \(english\)/,
  },
  { title: 'a language the standard model does not know', more: { language: 'de' }, says: /language: .*English alone/ },
  { title: 'a translation by a model of one language', more: { task: 'translate' }, says: /task: .*English alone/ },
  { title: 'a model that does not exist', more: { model: 'whisper-9' }, says: /model: .*no model whisper-9/ },
  {
    title: 'a model for something else',
    more: { model: 'silero-vad' },
    says: /model: silero-vad is not a Whisper model/,
  },
  {
    title: 'a model that is not here',
    more: { model: MISSING },
    code: 'MODEL_UNAVAILABLE' as const,
    says: /models pull/,
  },
].map(({ more, ...work }) => ({
  ...work,
  task,
  input: async (put: Put) => ({ audio_path: await put(speech()), ...more }),
}));

const models: BadCase[] = (
  [
    { title: 'a directory without a model', changed: { 'model.bin': null }, says: /it has no file model\.bin/ },
    {
      title: 'a model without its tokenizer',
      changed: { 'tokenizer.json': null },
      says: /it has no file tokenizer\.json/,
    },
    { title: 'a damaged model', changed: { 'model.bin': 'not weights' }, says: /model: .*cannot be used: model\.bin/ },
    { title: 'a model cut short', changed: { 'model.bin': Buffer.alloc(1000) }, says: /cannot be used: model\.bin/ },
    { title: 'a model with a foreign config', changed: { 'config.json': '[1]' }, says: /cannot be used: config\.json/ },
    { title: 'a model with a foreign tokenizer', changed: { 'tokenizer.json': '{}' }, says: /tokenizer\.json/ },
  ] satisfies { title: string; changed: Changed; says: RegExp }[]
).map(({ changed, ...work }) => ({
  ...work,
  task,
  input: async (put: Put) => ({ audio_path: await put(speech()), model: await put(modelDirectory(changed)) }),
}));

export const bad: BadCase[] = [...files, ...asked, ...models];
