import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectAudio, decodeAudio, SAMPLE_RATE } from '@switchyard/audio';
import { InputRejectedError } from '@switchyard/contracts';
import { ModelStore, WhisperModels } from '@switchyard/models';
import { wordErrorRate } from '@switchyard/subtitles';
import { SENTENCES, speech } from '@switchyard/testing';
import { openTranscriber } from '../src/decoding/open-transcriber';
import { suppressedTokens } from '../src/decoding/tokenizer/suppressed-tokens';
import { WhisperTokenizer } from '../src/decoding/tokenizer/whisper-tokenizer';
import { filesOf, layoutOf } from '../src/load-model';
import {
  DEFAULT_DECODING,
  type ChunkTranscript,
  type DecodingOptions,
  type Segment,
  type Transcriber,
} from '../src/transcriber';
import answers from './fixtures/faster-whisper.json';
import { modelDirectory, TestModels, TINY } from './models';

jest.setTimeout(120_000);

const KEPT = join(__dirname, '..', '..', '..', '.switchyard', 'models');

const BASE = 'whisper-base';
const SAID = SENTENCES.join(' ');

async function open(name: string): Promise<{ transcriber: Transcriber; tokenizer: WhisperTokenizer }> {
  const files = await new WhisperModels(new ModelStore({ modelsDir: KEPT })).ensure(name, { kind: 'onnx' });
  return {
    transcriber: await openTranscriber({ ...files, manifest: layoutOf(files.manifest) }, { threads: 1 }),
    tokenizer: await WhisperTokenizer.load(files.tokenizer),
  };
}

const samplesOf = async (path: string): Promise<Float32Array> =>
  collectAudio(decodeAudio(path, { signal: new AbortController().signal }));

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];
const textOf = ({ segments }: Pick<ChunkTranscript, 'segments'>) => segments.map(({ text }) => text).join('');

describe('the decoder, with a real model', () => {
  let transcriber: Transcriber;
  let tokenizer: WhisperTokenizer;
  let samples: Float32Array;

  const transcribe = (options: Partial<DecodingOptions> = {}, audio = samples) =>
    transcriber.transcribe(
      audio,
      { ...DEFAULT_DECODING, beamSize: 1, ...options },
      { signal: new AbortController().signal, onSegment: () => undefined, onProgress: () => undefined },
    );

  beforeAll(async () => {
    ({ transcriber, tokenizer } = await open(TINY));
    samples = await samplesOf(await speech());
  });

  afterAll(() => transcriber.close());

  it.each([1, 5])('hears what was said, with %i beams', async (beamSize) =>
    expect(wordsOf(textOf(await transcribe({ beamSize })))).toEqual(wordsOf(SENTENCES.join(' '))),
  );

  it('never writes what faster-whisper never writes', () => {
    const { asked, tokens } = answers.suppressed.find(({ model }) => model === TINY)!;
    expect(suppressedTokens(tokenizer, asked)).toEqual(tokens);
  });

  it('goes on where a window ends', async () => {
    const pause = 25 * SAMPLE_RATE;
    const twice = new Float32Array(2 * samples.length + pause);
    twice.set(samples);
    twice.set(samples, samples.length + pause);
    // With one beam int8 loses a word at pauses of 22, 24 and 25 s, which float32 loses at 22 s only.
    const { segments } = await transcribe({ conditionOnPreviousText: false, beamSize: 5 }, twice);
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

describe('the decoder, with a model of many languages', () => {
  let transcriber: Transcriber;
  let tokenizer: WhisperTokenizer;
  let samples: Float32Array;

  const transcribe = (options: Partial<DecodingOptions> = {}) =>
    transcriber.transcribe(
      samples,
      { ...DEFAULT_DECODING, beamSize: 1, ...options },
      { signal: new AbortController().signal, onSegment: () => undefined, onProgress: () => undefined },
    );

  beforeAll(async () => {
    ({ transcriber, tokenizer } = await open(BASE));
    samples = await samplesOf(await speech());
  });

  afterAll(() => transcriber.close());

  it('finds the language, and writes in it', async () => {
    const { language, languageProbability, ...transcript } = await transcribe();
    expect(language).toBe('en');
    expect(languageProbability).toBeGreaterThan(0.5);
    expect(wordErrorRate(textOf(transcript), SAID)).toBeLessThanOrEqual(0.1);
  });

  // There is no voice here that speaks another language; a model that is told so writes in it nevertheless.
  it('writes in the language it is told, unless it is to translate into English', async () => {
    const german = textOf(await transcribe({ language: 'de' }));
    expect(german).toMatch(/\b(der|die|das|und|ist|wir|sie|zug)\b/i);
    expect(wordErrorRate(german, SAID)).toBeGreaterThan(0.2);
    const english = textOf(await transcribe({ language: 'de', task: 'translate' }));
    expect(wordErrorRate(english, SAID)).toBeLessThanOrEqual(0.1);
  });

  it('refuses a language that does not exist', async () =>
    expect(transcribe({ language: 'xx' })).rejects.toThrow(InputRejectedError));

  it('never writes what faster-whisper never writes', () => {
    const { asked, tokens } = answers.suppressed.find(({ model }) => model === BASE)!;
    expect(suppressedTokens(tokenizer, asked)).toEqual(tokens);
  });
});

describe("a model of the user's own", () => {
  it('is refused with the tokenizer of another one, whose tokens lie beside its own', async () => {
    const models = await TestModels.make();
    try {
      const directory = await new ModelStore({ modelsDir: KEPT }).pull(TINY);
      const file = JSON.parse(await readFile(join(directory, 'tokenizer.json'), 'utf8')) as {
        added_tokens: { id: number }[];
      };
      for (const token of file.added_tokens) token.id += 1;
      const place = {
        name: 'my-whisper',
        directory: await modelDirectory({ 'tokenizer.json': JSON.stringify(file) }),
        modelsDir: models.directory,
      };
      const work = { signal: new AbortController().signal, onProgress: () => undefined };
      await expect(filesOf(place, 'ggml', work)).rejects.toThrow(
        'my-whisper cannot be used: its tokenizer.json has 51865 tokens, its model.bin 51864; take the tokenizer.json of',
      );
    } finally {
      await models.remove();
    }
  });
});
