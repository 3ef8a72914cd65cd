import type { ChunkTranscript, Transcriber } from '../src/transcriber';

/** Drops the progress and partial output of `transcribeFile`. */
export const silentWork = {
  progress: () => undefined,
  output: () => undefined,
  signal: new AbortController().signal,
};

/** In place of one with a model: hears one word in each chunk, from its start to its end, and shows its samples. */
export const writtenTranscriber = (onChunk: (samples: Float32Array) => void): Transcriber => ({
  transcribe: (samples): Promise<ChunkTranscript> => {
    onChunk(samples);
    const end = samples.length / 16_000;
    const segment = { id: 1, seek: 0, start: 0, end, text: ' word', tokens: [], temperature: 0 };
    const segments = [{ ...segment, avg_logprob: 0, compression_ratio: 1, no_speech_prob: 0 }];
    return Promise.resolve({ language: 'en', languageProbability: 1, segments, tokensForNext: [] });
  },
  close: () => Promise.resolve(),
});
