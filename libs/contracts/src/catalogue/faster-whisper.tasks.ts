import type { FieldProblems } from '../errors/request-error';
import {
  BooleanField,
  ChoiceField,
  IntegerField,
  ListField,
  NameOrPathField,
  NumberField,
  ObjectField,
  PathField,
  TextField,
} from '../fields/field';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';
import { languageProblem } from './whisper-languages';

/** How a model is asked; names and defaults are faster-whisper's. */
class WhisperDecoding {
  @IntegerField({ description: 'beams of the search at temperature 0', minimum: 1, maximum: 20 })
  beam_size = 5;

  @IntegerField({ description: 'texts drawn at a temperature above 0', minimum: 1, maximum: 20 })
  best_of = 5;

  @NumberField({
    description: 'beam search goes on until beam_size x patience texts are complete',
    minimum: 0.2,
    maximum: 10,
  })
  patience = 1;

  @NumberField({ description: 'exponent of the length by which scores are divided', minimum: 0, maximum: 10 })
  length_penalty = 1;

  @ListField({
    description: 'temperature, or several that are tried in turn until a text passes the thresholds',
    items: 'number',
    minimum: 0,
    maximum: 1,
    minItems: 1,
    maxItems: 16,
    orSingle: true,
  })
  temperature: number | number[] = [0, 0.2, 0.4, 0.6, 0.8, 1];

  @NumberField({ description: 'a text that deflates by more than this repeats itself', minimum: 1, maximum: 100 })
  compression_ratio_threshold = 2.4;

  @NumberField({
    description: 'a text with a lower mean log-probability per token is a failure',
    minimum: -20,
    maximum: 0,
  })
  log_prob_threshold = -1;

  @NumberField({ description: 'what failed and is this likely without speech is left out', minimum: 0, maximum: 1 })
  no_speech_threshold = 0.6;

  @BooleanField({ description: 'give each window of 30 s the text before it, within one part of the audio' })
  condition_on_previous_text = true;

  @NumberField({
    description: 'with word times: an improbable segment inside silence longer than this is left out',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 30,
    optional: true,
  })
  hallucination_silence_threshold?: number;

  @NumberField({ description: 'above 1 makes tokens that were written less likely', minimum: 0.1, maximum: 10 })
  repetition_penalty = 1;

  @IntegerField({ description: 'token sequences of this length occur once; 0 for no rule', minimum: 0, maximum: 100 })
  no_repeat_ngram_size = 0;

  @ListField({
    description: 'tokens that are never written; -1 stands for all that name sounds other than speech',
    items: 'integer',
    minimum: -1,
  })
  suppress_tokens: number[] = [-1];
}

export const WHISPER_TASKS = ['transcribe', 'translate'] as const;
export const DEVICES = ['auto', 'cpu', 'cuda'] as const;

export class TranscribeAudioInput extends WhisperDecoding {
  @PathField({ description: 'audio or video file; taken from ffmpeg.extract_audio when missing' })
  audio_path!: string;

  @IntegerField({ description: 'which audio stream, counted from 0', minimum: 0, maximum: 63 })
  track = 0;

  @NameOrPathField({
    description:
      'Whisper model: a name such as base, small.en or Systran/faster-whisper-large-v3, or a directory /share/... with a CTranslate2 model; by default the WHISPER_MODEL of the worker',
    path: 'directory',
    optional: true,
  })
  model?: string;

  @TextField({
    description: 'language of the speech as Whisper writes it: en, zh, de, ...; auto finds it out',
    maxLength: 64,
  })
  language = 'auto';

  @ChoiceField(WHISPER_TASKS, { description: 'write what is said, or its translation into English' })
  task: (typeof WHISPER_TASKS)[number] = 'transcribe';

  @BooleanField({ description: 'times of every word' })
  enable_word_timestamps = true;

  @TextField({ description: 'names, terms and style the speech may have', maxLength: 2000, optional: true })
  initial_prompt?: string;

  @BooleanField({ description: 'leave out what is not speech (silero VAD)' })
  vad = true;

  @NumberField({ description: 'how likely speech must be for the VAD', minimum: 0.05, maximum: 0.95 })
  vad_threshold = 0.5;

  @NumberField({
    description: 'only so much speech from the beginning is transcribed; all when missing',
    unit: 'seconds',
    minimum: 1,
    optional: true,
  })
  speech_limit?: number;

  @ChoiceField(DEVICES, { description: 'where the model runs; auto: on the GPU when the worker has one' })
  device: (typeof DEVICES)[number] = 'auto';
}

export class TranscribeAudioOutput extends MediaOutput {
  @PathField({
    description:
      'JSON: {metadata, segments: [{id, seek, start, end, text, tokens, temperature, avg_logprob, compression_ratio, no_speech_prob, words?: [{word, start, end, probability}]}], statistics}; times in seconds',
  })
  segments_file!: string;

  @PathField({ description: 'the text, a line per segment' })
  text_file!: string;

  @PathField({ description: 'the segments as SRT' })
  srt_file!: string;

  @PathField({ description: 'the segments as WebVTT' })
  vtt_file!: string;

  @NumberField({ description: 'length of the audio', unit: 'seconds' })
  audio_duration!: number;

  @TextField({ description: 'language of the speech; unknown where there is none', maxLength: 16 })
  language!: string;

  @NumberField({
    description: 'probability of that, 0 to 1; 1 where it was given; null where it is unknown',
    optional: true,
  })
  language_probability!: number | null;

  @NumberField({ description: 'time the transcription took', unit: 'seconds' })
  transcribe_duration!: number;

  @TextField({ description: 'the model' })
  model_name!: string;

  @BooleanField({ description: 'whether the segments have word times' })
  enable_word_timestamps!: boolean;

  @ObjectField({
    description:
      '{total_segments, total_words, transcribe_duration, average_segment_duration, speech_duration, total_chunks, resumed_chunks, silent_share, clipped_share, unusable_samples}; the last three say what the audio is like: shares are 0 to 1, silence is below -60 dB, clipped is what stands at full scale, unusable samples are no numbers (NaN, infinite) and heard as silence',
  })
  statistics!: TranscriptStatistics;

  @IntegerField({ description: 'segments written' })
  segments_count!: number;
}

/** Figures of one transcription; durations in seconds. */
export interface TranscriptStatistics {
  total_segments: number;
  total_words: number;
  transcribe_duration: number;
  average_segment_duration: number;
  /** Of the audio, what was taken for speech. */
  speech_duration: number;
  /** Parts the audio was cut into, and how many of them an earlier attempt had finished. */
  total_chunks: number;
  resumed_chunks: number;
  /** Share of the audio below -60 dB of full scale, 0 to 1. */
  silent_share: number;
  /** Share of the samples at or beyond full scale, 0 to 1. */
  clipped_share: number;
  /** Samples of a damaged file that were no numbers; silence was heard in their place. */
  unusable_samples: number;
}

export const transcribeAudioTask = defineTask({
  name: 'faster_whisper.transcribe_audio',
  aliases: ['whisper.transcribe_audio'],
  service: 'faster_whisper',
  description: 'The speech of an audio or video file as text with times: JSON, SRT, WebVTT and plain text',
  input: TranscribeAudioInput,
  output: TranscribeAudioOutput,
  device: 'auto',
  limits: { timeout: 21_600 },
  sources: { audio_path: ['ffmpeg.extract_audio.audio_path'] },
  check: languageProblems,
});

/** Whether the model's name says that it knows English alone, as `tiny.en` and `Systran/faster-whisper-small.en` do. */
export const isEnglishOnly = (model: string): boolean => /\.en$/.test(model);

function languageProblems({ model, language, task }: TranscribeAudioInput): FieldProblems {
  const problem = language === 'auto' ? undefined : languageProblem(language);
  if (problem) return { language: problem };
  if (!model || !isEnglishOnly(model)) return {};
  const multilingual = model.replace(/\.en$/, '');
  if (language !== 'auto' && language !== 'en')
    return { language: `the model ${model} knows English alone; take ${multilingual} for ${language}` };
  return task === 'translate'
    ? { task: `the model ${model} knows English alone; take ${multilingual} to translate` }
    : {};
}
