import type { TranscribeAudioInput } from '@switchyard/contracts';
import type { DecodingOptions } from './transcriber';

/** What the input of a task asks of the decoder. */
export const decodingOf = (input: TranscribeAudioInput): DecodingOptions => ({
  language: input.language === 'auto' ? undefined : input.language,
  task: input.task,
  beamSize: input.beam_size,
  bestOf: input.best_of,
  patience: input.patience,
  lengthPenalty: input.length_penalty,
  temperatures: [input.temperature].flat(),
  compressionRatioThreshold: input.compression_ratio_threshold,
  logProbThreshold: input.log_prob_threshold,
  noSpeechThreshold: input.no_speech_threshold,
  conditionOnPreviousText: input.condition_on_previous_text,
  initialPrompt: input.initial_prompt,
  wordTimestamps: input.enable_word_timestamps,
  hallucinationSilenceThreshold: input.hallucination_silence_threshold,
  suppressTokens: input.suppress_tokens,
  repetitionPenalty: input.repetition_penalty,
  noRepeatNgramSize: input.no_repeat_ngram_size,
});
