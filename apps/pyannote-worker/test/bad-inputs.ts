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

const task = 'pyannote_audio.diarize_speakers';

const files: BadCase[] = [
  { title: 'a letter', file: () => textNamed('x.wav'), says: /is not a video or audio file that can be read/ },
  { title: 'an empty file', file: () => emptyFile('x.wav'), field: 'audio_path', says: /empty/ },
  { title: 'a playlist', file: () => playlistNamed('x.wav'), says: /playlist/ },
  { title: 'a film without sound', file: () => videoWithoutAudio(), says: /has no audio: it holds 1 video stream/ },
  { title: 'a track that is not there', file: () => speech(), more: { track: 3 }, says: /no audio track 3/ },
  { title: 'samples that are no numbers', file: () => floatSamples('0/0'), says: /samples that are no numbers/ },
].map(({ file, more, ...work }) => ({
  ...work,
  task,
  input: async (put: Put) => ({ audio_path: await put(file()), ...more }),
}));

const hints: BadCase[] = [
  {
    title: 'no speakers at all',
    more: { num_speakers: 0 },
    field: 'num_speakers',
    says: /must not be less than 1/,
  },
  {
    title: 'a number of speakers and bounds for it',
    more: { num_speakers: 2, max_speakers: 3 },
    field: 'num_speakers',
    says: /leave out min_speakers and max_speakers/,
  },
  {
    title: 'bounds that hold nothing',
    more: { min_speakers: 4, max_speakers: 3 },
    field: 'min_speakers',
    says: /must not be greater than max_speakers, which is 3/,
  },
].map(({ more, ...work }) => ({
  ...work,
  task,
  input: async (put: Put) => ({ audio_path: await put(speech()), ...more }),
}));

const diarizations: BadCase[] = [
  {
    title: 'a letter for a diarization',
    task: 'pyannote_audio.validate_diarization',
    input: async (put) => ({ diarization_file: await put(textNamed('diarization.json')) }),
    says: /not valid JSON/,
  },
];

export const bad: BadCase[] = [...files, ...hints, ...diarizations];
