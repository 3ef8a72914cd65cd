import { emptyFile, segmentsFile, textNamed, type BadCase, type Put } from '@switchyard/testing';

const task = 'tts.generate_speech';

const texts: BadCase[] = [
  { title: 'an empty text', more: { text: '' }, field: 'text', says: /at least 1/ },
  { title: 'a text of marks', more: { text: '... !' }, field: 'text', says: /no letter or digit/ },
  { title: 'a book', more: { text: 'word '.repeat(20_000) }, field: 'text', says: /at most 50000/ },
  {
    title: 'a recording to imitate',
    more: { spk_audio_prompt: '/share/none.wav' },
    field: 'spk_audio_prompt',
    says: /imitates/,
  },
  {
    title: 'a script that the voice cannot read',
    more: { text: '你好，世界' },
    says: /cannot read 4 of its 4 letters \(Han\)/,
  },
  { title: 'a voice that does not exist', more: { voice: 'xx_XX-none' }, says: /voice: there is no voice xx_XX-none/ },
  { title: 'a language that no voice speaks', more: { language: 'sw' }, says: /language: no voice speaks sw/ },
].map(({ more, ...work }) => ({ ...work, task, input: async () => ({ text: 'Good morning.', ...more }) }));

const files: BadCase[] = [
  { title: 'a letter', file: () => textNamed('x.srt'), says: /holds no SRT, WebVTT, ASS or JSON/ },
  { title: 'an empty file', file: () => emptyFile('x.srt'), field: 'subtitle_path', says: /empty/ },
  {
    title: 'subtitles in a script that the voice cannot read',
    file: () => segmentsFile([{ start: 0, end: 2, text: 'Доброе утро' }]),
    says: /cannot read 10 of its 10 letters \(Cyrillic\)/,
  },
  {
    title: 'a subtitle a year from now',
    file: () => segmentsFile([{ start: 31_536_000, end: 31_536_002, text: 'Good morning.' }]),
    says: /longer than the \d+ s that a task may write/,
  },
  {
    title: 'a speaker without a voice',
    file: () => segmentsFile([{ start: 0, end: 2, text: 'Good morning.' }]),
    more: { speaker_voices: { A: 5 } },
    field: 'speaker_voices',
    says: /voice of A must be the name/,
  },
].map(({ file, more, ...work }) => ({
  ...work,
  task: 'tts.speak_subtitles',
  input: async (put: Put) => ({ subtitle_path: await put(file()), ...more }),
}));

export const bad: BadCase[] = [...texts, ...files];
