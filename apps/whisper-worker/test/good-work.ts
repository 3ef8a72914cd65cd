import { readFile } from 'node:fs/promises';
import { parseSegments, parseSrt, parseVtt, wordErrorRate } from '@switchyard/subtitles';
import {
  SENTENCES,
  chords,
  floatSamples,
  noise,
  silence,
  speech,
  speechVideo,
  type HappyCase,
  type Outcome,
  type Put,
} from '@switchyard/testing';
import type { Segment } from '../src/transcriber';
import { modelDirectory, TINY } from './models';

const task = 'faster_whisper.transcribe_audio';

interface SegmentsFile {
  metadata: Record<string, unknown>;
  segments: Segment[];
  statistics: Record<string, number>;
}

export const segmentsOf = async ({ file }: Outcome): Promise<SegmentsFile> =>
  JSON.parse(await readFile(file('segments_file'), 'utf8')) as SegmentsFile;

const given =
  (file: () => Promise<string>, more: object = {}) =>
  async (put: Put): Promise<object> => ({ audio_path: await put(file()), ...more });

/** At most one word in ten is wrong; times rise and stay within the audio. */
async function expectSentences(outcome: Outcome): Promise<SegmentsFile> {
  const file = await segmentsOf(outcome);
  const heard = file.segments.map((segment) => segment.text).join(' ');
  expect(wordErrorRate(heard, SENTENCES.join(' '))).toBeLessThanOrEqual(0.1);
  let before = 0;
  for (const { start, end } of file.segments) {
    expect(start).toBeGreaterThanOrEqual(before);
    expect(end).toBeGreaterThan(start);
    before = end;
  }
  expect(before).toBeLessThanOrEqual(Number(outcome.output['audio_duration']));
  expect(file.segments.map(({ id }) => id)).toEqual(file.segments.map((_, at) => at + 1));
  return file;
}

async function expectSilence(outcome: Outcome): Promise<void> {
  const { segments } = await segmentsOf(outcome);
  expect(segments).toEqual([]);
  expect(outcome.output).toMatchObject({ segments_count: 0 });
  expect(await readFile(outcome.file('text_file'), 'utf8')).toBe('');
}

const spoken: HappyCase[] = [
  {
    title: 'what is said, with the times of words, in every format',
    task,
    input: given(speech),
    check: async (outcome) => {
      const { metadata, segments, statistics } = await expectSentences(outcome);
      expect(outcome.output).toMatchObject({
        language: 'en',
        model_name: TINY,
        device: 'cpu',
        enable_word_timestamps: true,
        segments_count: segments.length,
        statistics,
        degraded: [],
        real_time_factor: expect.any(Number) as number,
        model: { name: TINY, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      });
      expect(outcome.output['audio_duration']).toBeCloseTo(15.045, 1);
      expect(metadata).toMatchObject({ task_name: task, word_timestamps_enabled: true, language: 'en' });
      for (const { words = [], start, end, text } of segments) {
        expect(words.map(({ word }) => word).join('')).toBe(text);
        expect([words[0]?.start, words.at(-1)?.end]).toEqual([start, end]);
      }
      const cues = parseSegments(await readFile(outcome.file('segments_file'), 'utf8'));
      const texts = cues.map(({ text }) => text);
      expect(parseSrt(await readFile(outcome.file('srt_file'), 'utf8')).map(({ text }) => text)).toEqual(texts);
      expect(parseVtt(await readFile(outcome.file('vtt_file'), 'utf8')).map(({ text }) => text)).toEqual(texts);
      expect(await readFile(outcome.file('text_file'), 'utf8')).toBe(texts.map((text) => `${text}\n`).join(''));
    },
  },
  {
    title: 'a film, without the times of words',
    task,
    input: given(speechVideo, { enable_word_timestamps: false, beam_size: 1, temperature: 0, language: 'en' }),
    check: async (outcome) => {
      const { segments } = await expectSentences(outcome);
      for (const segment of segments) expect(segment).not.toHaveProperty('words');
      expect(outcome.output).toMatchObject({ language: 'en', language_probability: 1 });
    },
  },
  {
    title: 'a part at a time, the same as in one piece',
    task,
    input: given(() => speech(SENTENCES, { repeat: 4 }), { condition_on_previous_text: false }),
    check: async (outcome) => {
      const { segments, statistics } = await segmentsOf(outcome);
      const heard = segments.map((segment) => segment.text).join(' ');
      expect(statistics['total_chunks']).toBeGreaterThan(1);
      expect(wordErrorRate(heard, Array(4).fill(SENTENCES.join(' ')).join(' '))).toBeLessThanOrEqual(0.1);
      expect(segments.at(-1)?.end).toBeGreaterThan(55);
    },
  },
  {
    title: 'with a model as users of faster-whisper have it',
    task,
    input: async (put) => ({
      audio_path: await put(speech()),
      model: await put(modelDirectory()),
    }),
    check: async (outcome) => {
      await expectSentences(outcome);
      expect(outcome.output['model_name']).toMatch(/my-whisper$/);
    },
  },
];

const wordless: HappyCase[] = [
  { title: 'nothing in silence', file: () => silence() },
  { title: 'nothing in silence, though all of it is heard', file: () => silence(), more: { vad: false } },
  { title: 'nothing in noise', file: () => noise() },
  { title: 'nothing in music', file: () => chords() },
  { title: 'nothing in a tenth of a second', file: () => silence({ seconds: 0.1 }) },
  {
    title: 'nothing in a tenth of a second that is heard',
    file: () => silence({ seconds: 0.1 }),
    more: { vad: false },
  },
].map(({ title, file, more }) => ({ title, task, input: given(file, more), check: expectSilence }));

const damaged: HappyCase = {
  title: 'nothing in samples that are no numbers, and how many there were',
  task,
  input: given(() => floatSamples('if(lt(t,0.01),0/0,0)')),
  check: async (outcome) => {
    await expectSilence(outcome);
    const { statistics } = await segmentsOf(outcome);
    expect(statistics).toMatchObject({ unusable_samples: 160, silent_share: 1, clipped_share: 0 });
  },
};

export const happy: HappyCase[] = [...spoken, ...wordless, damaged];
