/** Turns speech into text with one loaded model; one call at a time. */
export interface Transcriber {
  /** One chunk of speech, 16 kHz mono; times in seconds from its first sample. Rejects with the signal's reason. */
  transcribe(samples: Float32Array, options: DecodingOptions, hooks: TranscribeHooks): Promise<ChunkTranscript>;
  close(): Promise<void>;
}

/** How a model is asked; names, meanings and defaults are faster-whisper's. */
export interface DecodingOptions {
  /** Code as Whisper knows it, such as `en`; found from the first 30 s where it is left out. */
  language?: string;
  /** `translate` gives English. */
  task: 'transcribe' | 'translate';
  /** Beams kept at temperature 0. */
  beamSize: number;
  /** Texts drawn at a temperature above 0, of which the likeliest is taken. */
  bestOf: number;
  /** Beam search ends when beamSize × patience texts are complete. */
  patience: number;
  /** Exponent of the length by which scores are divided. */
  lengthPenalty: number;
  /** Tried in this order until a text passes the thresholds. */
  temperatures: readonly number[];
  /** A text that deflates by more than this repeats itself. */
  compressionRatioThreshold: number;
  /** A text with a lower mean log-probability per token is a failure. */
  logProbThreshold: number;
  /** A window that failed and is this likely without speech is skipped. */
  noSpeechThreshold: number;
  /** Gives each window the text before it. */
  conditionOnPreviousText: boolean;
  /** Words and style the speech may have; stands before the first window in place of earlier text. */
  initialPrompt?: string;
  /** `tokensForNext` of the chunk before; takes the place of `initialPrompt`, which it contains. */
  previousTokens?: readonly number[];
  wordTimestamps: boolean;
  /** With word times: silence longer than this, in seconds, around an improbable segment removes it. */
  hallucinationSilenceThreshold?: number;
  /** Tokens that are never written; -1 stands for all that name sounds other than speech. */
  suppressTokens: readonly number[];
  /** Above 1 makes tokens that were written less likely. */
  repetitionPenalty: number;
  /** Token sequences of this length occur once; 0 for no rule. */
  noRepeatNgramSize: number;
}

export const DEFAULT_DECODING: DecodingOptions = {
  task: 'transcribe',
  beamSize: 5,
  bestOf: 5,
  patience: 1,
  lengthPenalty: 1,
  temperatures: [0, 0.2, 0.4, 0.6, 0.8, 1],
  compressionRatioThreshold: 2.4,
  logProbThreshold: -1,
  noSpeechThreshold: 0.6,
  conditionOnPreviousText: true,
  wordTimestamps: false,
  suppressTokens: [-1],
  repetitionPenalty: 1,
  noRepeatNgramSize: 0,
};

export interface TranscribeHooks {
  /** Looked at before every token. */
  signal: AbortSignal;
  /** Called as soon as a segment is final. */
  onSegment(segment: Segment): void;
  /** @param seconds of the chunk that are done */
  onProgress(seconds: number): void;
}

/** A piece of text with its times; the fields are those of a segments file. */
export interface Segment {
  /** 1 for the first of the chunk. */
  id: number;
  /** First frame of the window it was heard in; 100 frames a second. */
  seek: number;
  start: number;
  end: number;
  text: string;
  tokens: number[];
  temperature: number;
  avg_logprob: number;
  compression_ratio: number;
  no_speech_prob: number;
  /** Only with `wordTimestamps`. */
  words?: Word[];
}

/** A word with the space before it and the punctuation around it. */
export interface Word {
  word: string;
  start: number;
  end: number;
  /** Mean probability of its tokens, 0 to 1. */
  probability: number;
}

export interface ChunkTranscript {
  language: string;
  /** 1 where the language was given. */
  languageProbability: number;
  segments: Segment[];
  tokensForNext: number[];
}
