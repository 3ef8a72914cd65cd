import { join } from 'node:path';
import { collectAudio, decodeAudio, SAMPLE_RATE } from '@switchyard/audio';
import { InputRejectedError } from '@switchyard/contracts';
import { ModelStore, WhisperModels } from '@switchyard/models';
import { SENTENCES, speech } from '@switchyard/testing';
import { openTranscriber } from '../src/decoding/open-transcriber';
import { layoutOf } from '../src/load-model';
import {
  DEFAULT_DECODING,
  type ChunkTranscript,
  type DecodingOptions,
  type Segment,
  type Transcriber,
} from '../src/transcriber';
import { TINY } from './models';

jest.setTimeout(120_000);

const KEPT = join(__dirname, '..', '..', '..', '.switchyard', 'models');

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];
const textOf = ({ segments }: ChunkTranscript) => segments.map(({ text }) => text).join('');

describe('the decoder, with a real model', () => {
  let transcriber: Transcriber;
  let samples: Float32Array;

  const transcribe = (options: Partial<DecodingOptions> = {}, audio = samples) =>
    transcriber.transcribe(
      audio,
      { ...DEFAULT_DECODING, beamSize: 1, ...options },
      { signal: new AbortController().signal, onSegment: () => undefined, onProgress: () => undefined },
    );

  beforeAll(async () => {
    const files = await new WhisperModels(new ModelStore({ modelsDir: KEPT })).ensure(TINY, { kind: 'onnx' });
    transcriber = await openTranscriber({ ...files, manifest: layoutOf(files.manifest) }, { threads: 1 });
    samples = await collectAudio(decodeAudio(await speech(), { signal: new AbortController().signal }));
  });

  afterAll(() => transcriber.close());

  it.each([1, 5])('hears what was said, with %i beams', async (beamSize) =>
    expect(wordsOf(textOf(await transcribe({ beamSize })))).toEqual(wordsOf(SENTENCES.join(' '))),
  );

  it('goes on where a window ends', async () => {
    const pause = 25 * SAMPLE_RATE;
    const twice = new Float32Array(2 * samples.length + pause);
    twice.set(samples);
    twice.set(samples, samples.length + pause);
    const { segments } = await transcribe({ conditionOnPreviousText: false }, twice);
    const said = wordsOf(SENTENCES.join(' '));
    expect(wordsOf(segments.map(({ text }) => text).join(''))).toEqual([...said, ...said]);
    expect(new Set(segments.map(({ seek }) => seek)).size).toBeGreaterThan(1);
  });

  it('times each word where it is said, and each segment by its words', async () => {
    const { segments } = await transcribe({ wordTimestamps: true });
    const words = segments.flatMap(({ words }) => words!);
    expect(words.map(({ word }) => wordsOf(word).join())).toEqual(wordsOf(SENTENCES.join(' ')));
    for (const { words: own, start, end } of segments) expect([own![0]!.start, own!.at(-1)!.end]).toEqual([start, end]);
    for (const { start, end } of words) {
      const [from, to] = [start, end].map((seconds) => Math.round(seconds * SAMPLE_RATE));
      const loudest = samples.subarray(from, to).reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
      expect(loudest).toBeGreaterThan(0.05);
    }
  });

  it('tells of segments as they become final, and of progress up to the end', async () => {
    const heard: Segment[] = [];
    const progress: number[] = [];
    const { segments } = await transcriber.transcribe(samples, DEFAULT_DECODING, {
      signal: new AbortController().signal,
      onSegment: (segment) => heard.push(segment),
      onProgress: (seconds) => progress.push(seconds),
    });
    expect(heard).toEqual(segments);
    expect(heard.map(({ id }) => id)).toEqual(heard.map((_, index) => index + 1));
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBeCloseTo(samples.length / SAMPLE_RATE, 1);
  });

  it('hears nothing in silence', async () => {
    const { segments, language } = await transcribe({}, new Float32Array(5 * SAMPLE_RATE));
    expect({ segments, language }).toEqual({ segments: [], language: 'en' });
  });

  it('hears nothing in no samples at all', async () =>
    expect((await transcribe({}, new Float32Array(0))).segments).toEqual([]));

  it('draws the same text for the same samples', async () => {
    const draw = async () => textOf(await transcribe({ temperatures: [1], bestOf: 3 }));
    expect(await draw()).toBe(await draw());
  });

  it('gives its text to the next chunk, if it is to', async () => {
    const { tokensForNext, segments } = await transcribe();
    expect(tokensForNext).toEqual(segments.flatMap(({ tokens }) => tokens));
    expect((await transcribe({ conditionOnPreviousText: false })).tokensForNext).toEqual([]);
    expect((await transcribe({ previousTokens: tokensForNext })).tokensForNext.length).toBeGreaterThan(
      tokensForNext.length,
    );
  });

  it('ends between two tokens when it is aborted, and can be used again', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const running = transcriber.transcribe(samples, DEFAULT_DECODING, {
      signal: controller.signal,
      onSegment: () => expect('a segment after the abort').toBe('never'),
      onProgress: () => undefined,
    });
    setTimeout(() => controller.abort(reason), 50);
    await expect(running).rejects.toBe(reason);
    expect(wordsOf(textOf(await transcribe()))).toEqual(wordsOf(SENTENCES.join(' ')));
  });

  it('refuses a second chunk at the same time', async () => {
    const first = transcribe();
    await expect(transcribe()).rejects.toThrow('busy');
    await first;
  });

  it('refuses languages that the model does not know', async () =>
    expect(transcribe({ language: 'de' })).rejects.toThrow(InputRejectedError));
});
