import { join } from 'node:path';
import { whisperCpp } from '../../test/fake-whisper-cpp';
import { DEFAULT_DECODING, type DecodingOptions, type Segment } from '../transcriber';
import { WhisperCppTranscriber } from './whisper-cpp-transcriber';

const ADDON = join(__dirname, '..', '..', 'test', 'fake-whisper-cpp.ts');
const RATE = 16_000;

describe('whisper.cpp', () => {
  beforeEach(() => Object.assign(whisperCpp, { result: { segments: [] }, opened: [], asked: [], released: 0 }));

  async function transcribe(samples: Float32Array, options: Partial<DecodingOptions> = {}, isEnglishOnly = false) {
    const transcriber = WhisperCppTranscriber.open('/ggml.bin', { addon: ADDON, isEnglishOnly });
    const heard: Segment[] = [];
    const progress: number[] = [];
    const transcript = await transcriber.transcribe(
      samples,
      { ...DEFAULT_DECODING, ...options },
      {
        signal: new AbortController().signal,
        onSegment: (segment) => heard.push(segment),
        onProgress: (seconds) => progress.push(seconds),
      },
    );
    const { pcm, options: asked } = whisperCpp.asked[0]!;
    asked.onProgress?.(50);
    return { ...transcript, heard, progress, pcm, asked };
  }
  const hears = (...segments: [text: string, t0: number, t1: number][]): void => {
    whisperCpp.result = { language: 'de', segments: segments.map(([text, t0, t1]) => ({ text, t0, t1 })) };
  };
  const silence = (seconds: number) => new Float32Array(seconds * RATE);

  it('loads the model for the GPU, and frees it', async () => {
    await WhisperCppTranscriber.open('/ggml.bin', { addon: ADDON }).close();
    expect(whisperCpp.opened).toEqual([{ filePath: '/ggml.bin', useGpu: true, useFlashAttn: true }]);
    expect(whisperCpp.released).toBe(1);
  });

  it('gets samples of 16 bits, of which none wraps around', async () => {
    const samples = silence(2);
    samples.set([0.5, 1, -1, 1.5, -1.5]);
    const { pcm } = await transcribe(samples);
    expect(pcm).toHaveLength(2 * RATE);
    expect([...pcm.subarray(0, 6)]).toEqual([16_384, 32_767, -32_767, 32_767, -32_767, 0]);
  });

  it('gets silence behind audio that is too short for it, and hears nothing there', async () => {
    hears([' Hi.', 0, 1100]);
    const { pcm, segments } = await transcribe(silence(0.5).fill(0.25));
    expect(pcm).toHaveLength(1.1 * RATE);
    expect([pcm[0.5 * RATE - 1], pcm[0.5 * RATE]]).toEqual([8192, 0]);
    expect(segments).toMatchObject([{ text: ' Hi.', start: 0, end: 0.5 }]);
  });

  it('has times within the audio that do not go back', async () => {
    hears([' One.', 500, 1000], [' Two.', 1500, 1200], [' Three.', 9000, 12_000]);
    const { segments } = await transcribe(silence(10));
    expect(segments.map(({ start, end }) => [start, end])).toEqual([
      [0.5, 1],
      [1.5, 1.5],
      [9, 10],
    ]);
  });

  it.each([false, true])('leaves out what is no speech, word times or not', async (wordTimestamps) => {
    hears([' [BLANK_AUDIO]', 0, 500], [' Hello.', 2000, 3000], [' (music)', 5000, 6000], [' ', 8000, 9000]);
    const { segments, heard } = await transcribe(silence(10), { wordTimestamps });
    expect(segments.map(({ id, text }) => [id, text])).toEqual([[1, ' Hello.']]);
    expect(heard).toEqual(segments);
  });

  it('makes words and segments of pieces of words', async () => {
    hears([' Switch', 0, 300], ['yard', 300, 600], ['.', 600, 700], [' Go', 700, 900]);
    const { segments, asked } = await transcribe(silence(10), { wordTimestamps: true });
    expect(asked).toMatchObject({ tokenTimestamps: true, maxLen: 1 });
    expect(segments).toMatchObject([
      { id: 1, text: ' Switchyard.', start: 0, end: 0.7, words: [{ word: ' Switchyard.', start: 0, end: 0.7 }] },
      { id: 2, text: ' Go', start: 0.7, end: 0.9, words: [{ word: ' Go' }] },
    ]);
  });

  it('tells its progress in seconds', async () => expect((await transcribe(silence(10))).progress).toEqual([5]));

  it('finds the language', async () => {
    hears([' Hallo.', 0, 1000]);
    const { language, languageProbability, asked } = await transcribe(silence(2));
    expect([asked.language, language, languageProbability]).toEqual(['auto', 'de', NaN]);
  });

  it('is told the language of a model that knows English alone', async () => {
    hears([' Hello.', 0, 1000]);
    const { language, languageProbability, asked } = await transcribe(silence(2), {}, true);
    expect([asked.language, language, languageProbability]).toEqual(['en', 'en', 1]);
  });

  it('is not asked by who has given up', async () => {
    const transcriber = WhisperCppTranscriber.open('/ggml.bin', { addon: ADDON });
    const hooks = {
      signal: AbortSignal.abort(new Error('enough')),
      onSegment: () => undefined,
      onProgress: () => undefined,
    };
    await expect(transcriber.transcribe(silence(2), DEFAULT_DECODING, hooks)).rejects.toThrow('enough');
    expect(whisperCpp.asked).toEqual([]);
  });
});
