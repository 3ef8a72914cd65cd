import {
  cutOffVideo,
  emptyFile,
  fileListNamed,
  playlistNamed,
  soundOfNoLength,
  speechLikeTone,
  subtitleFile,
  textNamed,
  textPicture,
  videoOfNoLength,
  videoWithAudio,
  videoWithoutAudio,
  type BadCase,
  type Put,
  type TaskCase,
} from '@switchyard/testing';

const of = (file: () => Promise<string>, more: object = {}): TaskCase['input'] => {
  return async (put) => ({ video_path: await put(file()), ...more });
};

/** What no task opens. */
const unreadable: BadCase[] = [
  { title: 'an empty file', task: 'ffmpeg.probe', input: of(emptyFile), field: 'video_path', says: /empty file/ },
  { title: 'a letter', task: 'ffmpeg.probe', input: of(() => textNamed('x.mp4')), says: /it is a text file/ },
  { title: 'a playlist', task: 'ffmpeg.probe', input: of(() => playlistNamed('x.mp4')), says: /playlist \(HLS\)/ },
  {
    title: 'a list of files',
    task: 'ffmpeg.extract_audio',
    input: of(() => fileListNamed('x.mp4')),
    says: /list of files/,
  },
  { title: 'half a video', task: 'ffmpeg.extract_keyframes', input: of(cutOffVideo), says: /moov atom|damaged/ },
  { title: 'a picture', task: 'ffmpeg.probe', input: of(() => textPicture()), says: /PNG picture/ },
  {
    title: 'a directory',
    task: 'ffmpeg.probe',
    input: async () => ({ video_path: '/share/inputs' }),
    field: 'video_path',
    says: /directory/,
  },
  {
    title: 'a URL of a metadata service',
    task: 'ffmpeg.probe',
    input: async () => ({ video_path: 'http://169.254.169.254/x.mp4' }),
    field: 'video_path',
    says: /not a public address/,
  },
];

/** Nothing can be taken out of media of no length; what it holds can be told all the same. */
const ofNoLength: BadCase[] = [
  { task: 'ffmpeg.probe', input: of(videoOfNoLength, { thumbnail_count: 1 }) },
  { task: 'ffmpeg.extract_audio', input: of(soundOfNoLength) },
  { task: 'ffmpeg.extract_keyframes', input: of(videoOfNoLength) },
  { task: 'ffmpeg.crop_subtitle_images', input: of(videoOfNoLength, { subtitle_area: [0, 40, 160, 90] }) },
  {
    task: 'ffmpeg.burn_subtitles',
    input: async (put: Put) => ({
      video_path: await put(videoOfNoLength()),
      subtitle_path: await put(subtitleFile()),
    }),
  },
].map((work) => ({ ...work, title: 'media of no length', says: /no-length\S* has a length of 0 seconds/ }));

const audio: BadCase[] = [
  {
    title: 'a video without sound',
    input: of(videoWithoutAudio),
    says: /has no audio: it holds 1 video stream \(h264\)/,
  },
  {
    title: 'a track that is not there',
    input: of(videoWithAudio, { track: 2 }),
    says: /no audio track 2.*tracks 0 to 1/,
  },
  { title: 'a start behind the end of the media', input: of(videoWithAudio, { start: 9 }), says: /only 4\S* s long/ },
  {
    title: 'an end before the start',
    input: of(videoWithAudio, { start: 3, end: 1 }),
    says: /end \(1 s\).*start \(3 s\)/,
  },
  {
    title: 'a sample rate opus does not know',
    input: of(videoWithAudio, { audio_format: 'opus', sample_rate: 44_100 }),
    says: /opus cannot hold 44100 Hz/,
  },
  {
    title: 'a format that does not exist',
    input: of(videoWithAudio, { audio_format: 'aac' }),
    field: 'audio_format',
    says: /wav/,
  },
].map((work) => ({ ...work, task: 'ffmpeg.extract_audio' }));

const pictures: BadCase[] = [
  { title: 'sound alone', task: 'ffmpeg.extract_keyframes', input: of(speechLikeTone), says: /has no video/ },
  {
    title: 'no picture at all',
    task: 'ffmpeg.extract_keyframes',
    input: of(videoWithAudio, { keyframe_sample_count: 0 }),
    field: 'keyframe_sample_count',
    says: /1/,
  },
  {
    title: 'an area out of the picture',
    task: 'ffmpeg.crop_subtitle_images',
    input: of(videoWithAudio, { subtitle_area: [0, 200, 640, 240] }),
    says: /out of the picture, which is 320x240/,
  },
  {
    title: 'no area, and no stage to take it from',
    task: 'ffmpeg.crop_subtitle_images',
    input: of(videoWithAudio),
    field: 'subtitle_area',
    says: /is required: the workflow has no stage to take it from/,
  },
];

const burning: BadCase[] = [
  {
    title: 'a letter as subtitles',
    task: 'ffmpeg.burn_subtitles',
    input: async (put) => ({
      video_path: await put(videoWithAudio()),
      subtitle_path: await put(textNamed('letter.srt')),
    }),
    says: /letter\S* is not a subtitle file/,
  },
  {
    title: 'sound alone',
    task: 'ffmpeg.burn_subtitles',
    input: async (put) => ({ video_path: await put(speechLikeTone()), subtitle_path: await put(subtitleFile()) }),
    says: /has no video/,
  },
  {
    title: 'no subtitles, and no stage to take them from',
    task: 'ffmpeg.burn_subtitles',
    input: of(videoWithAudio),
    field: 'subtitle_path',
    says: /is required: .*generate_subtitle_files/,
  },
];

const muxing: BadCase[] = [
  {
    title: 'nothing to bring in',
    task: 'ffmpeg.mux',
    input: of(videoWithAudio),
    field: 'subtitle_path',
    says: /is required, or audio_path/,
  },
];

export const bad: BadCase[] = [...unreadable, ...ofNoLength, ...audio, ...pictures, ...burning, ...muxing];
