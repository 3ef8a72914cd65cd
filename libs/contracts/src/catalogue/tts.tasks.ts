import type { FieldProblems } from '../errors/request-error';
import {
  BooleanField,
  ChoiceField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  PathField,
  TextField,
} from '../fields/field';
import { AUDIO_FORMATS } from './ffmpeg.tasks';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

/** About an hour of speech. */
export const MAX_SPOKEN_CHARACTERS = 50_000;

/** `pcm`: samples alone, of 24 kHz and 16 bits. */
export const SPEECH_FORMATS = [...AUDIO_FORMATS, 'aac', 'pcm'] as const;

/** What every task that speaks takes. */
export class VoiceInput {
  @TextField({
    description: 'name of a voice, as tts.list_voices tells them; by default one of the language, or the standard one',
    optional: true,
    maxLength: 128,
  })
  voice?: string;

  @TextField({
    description: 'language of the text (BCP 47, e.g. en or pt-BR), by which a voice is chosen where none is named',
    optional: true,
    maxLength: 35,
  })
  language?: string;

  @ChoiceField(SPEECH_FORMATS, { description: 'format of the audio file; pcm: bare samples, 24 kHz, 16 bits, mono' })
  format: (typeof SPEECH_FORMATS)[number] = 'wav';

  @PathField({ description: 'recording whose voice is imitated; no voice here can do that yet', optional: true })
  spk_audio_prompt?: string;
}

/** @returns what no voice of this service can do */
export const beyondVoices = (input: VoiceInput): FieldProblems =>
  input.spk_audio_prompt === undefined
    ? {}
    : { spk_audio_prompt: 'no voice here imitates a recording; leave it out and name a voice of tts.list_voices' };

export class GenerateSpeechInput extends VoiceInput {
  @TextField({ description: 'what is spoken', maxLength: MAX_SPOKEN_CHARACTERS })
  text!: string;

  @NumberField({ description: 'how fast, beside the natural speed of the voice', minimum: 0.25, maximum: 4 })
  speed = 1;

  @IntegerField({ description: 'pause between two sentences', unit: 'ms', minimum: 0, maximum: 10_000 })
  interval_silence = 200;
}

export class GenerateSpeechOutput extends MediaOutput {
  @PathField({ description: 'the speech' })
  audio_path!: string;

  @NumberField({ description: 'length of the speech', unit: 'seconds' })
  audio_duration!: number;

  @PathField({ description: 'JSON: {language, segments: [{start, end, text}]}, a segment for each sentence' })
  segments_file!: string;

  @IntegerField({ description: 'sentences spoken' })
  sentence_count!: number;

  @IntegerField({ description: 'characters of the text' })
  text_length!: number;

  @TextField({ description: 'voice that spoke' })
  voice!: string;

  @TextField({ description: 'language of the voice' })
  language!: string;

  @IntegerField({ description: 'samples per second', unit: 'Hz' })
  sample_rate!: number;

  @NumberField({ description: 'time the work took', unit: 'seconds' })
  processing_time!: number;

  @ObjectField({ description: '{name, voice, language}' })
  model_info!: { name: string; voice: string; language: string };

  @ObjectField({ description: 'as it was spoken: {speed, interval_silence, format}' })
  generation_params!: { speed: number; interval_silence: number; format: string };
}

const SPOKEN = /[\p{L}\p{N}]/u;

export const generateSpeechTask = defineTask({
  name: 'tts.generate_speech',
  aliases: ['indextts.generate_speech', 'gptsovits_service.generate_speech'],
  service: 'tts',
  description: 'Speaks a text, sentence by sentence',
  input: GenerateSpeechInput,
  output: GenerateSpeechOutput,
  device: 'cpu',
  limits: { timeout: 3600 },
  check: (input) => ({
    ...(SPOKEN.test(input.text) ? {} : { text: 'holds no letter or digit that could be spoken' }),
    ...beyondVoices(input),
  }),
});

export class SpeakSubtitlesInput extends VoiceInput {
  @PathField({ description: 'subtitles: SRT, WebVTT, ASS or JSON segments; taken from an earlier stage when missing' })
  subtitle_path!: string;

  @ObjectField({ description: 'voices by speaker, e.g. {"SPEAKER_00": "en_US-joe-medium"}', optional: true })
  speaker_voices?: Record<string, unknown>;

  @NumberField({ description: 'how much faster a subtitle may be spoken to fit its time', minimum: 1, maximum: 3 })
  max_speedup = 1.5;

  @NumberField({ description: 'silence kept before the next subtitle', unit: 'seconds', minimum: 0, maximum: 2 })
  min_gap = 0.05;

  @NumberField({
    description: 'length of the track, e.g. that of the video; by default it ends with the last subtitle',
    unit: 'seconds',
    minimum: 0,
    optional: true,
  })
  duration?: number;
}

/** A subtitle whose speech did not fit its time. */
export interface Overrun {
  /** Counted from 1, as in the file. */
  index: number;
  /** Where it was to begin, and where it begins. */
  start: number;
  spoken_start: number;
  spoken_end: number;
  /** How long it is still spoken after the time that it had. */
  over_seconds: number;
}

export class SpeakSubtitlesOutput extends MediaOutput {
  @PathField({ description: 'the track' })
  audio_path!: string;

  @NumberField({ description: 'length of the track', unit: 'seconds' })
  audio_duration!: number;

  @PathField({ description: 'JSON: {cues: [{index, start, end, spoken_start, spoken_end, speedup, voice, text}]}' })
  report_file!: string;

  @IntegerField({ description: 'subtitles of the file' })
  cue_count!: number;

  @IntegerField({ description: 'subtitles that were spoken; the others hold nothing that can be said' })
  spoken_count!: number;

  @IntegerField({ description: 'subtitles that are spoken faster to fit their time' })
  stretched_count!: number;

  @ListField({
    description: 'the first 1000 subtitles that did not fit: {index, start, spoken_start, …}',
    items: 'object',
  })
  overruns!: Overrun[];

  @IntegerField({ description: 'subtitles that did not fit' })
  overrun_count!: number;
}

const VOICE_NAME = /^[\w.-]{1,128}$/;

function voicesProblem({ speaker_voices: voices = {} }: SpeakSubtitlesInput): FieldProblems {
  const wrong = Object.entries(voices).find(([, name]) => typeof name !== 'string' || !VOICE_NAME.test(name));
  return wrong ? { speaker_voices: `the voice of ${wrong[0].slice(0, 64)} must be the name of a voice` } : {};
}

export const speakSubtitlesTask = defineTask({
  name: 'tts.speak_subtitles',
  service: 'tts',
  description: 'One audio track on which each subtitle is spoken in its time',
  input: SpeakSubtitlesInput,
  output: SpeakSubtitlesOutput,
  device: 'cpu',
  limits: { timeout: 7200 },
  sources: {
    subtitle_path: [
      'wservice.translate_subtitles.translated_segments_file',
      'wservice.generate_subtitle_files.json_path',
      'wservice.generate_subtitle_files.subtitle_path',
      'faster_whisper.transcribe_audio.segments_file',
      'paddleocr.extract_subtitles.srt_file',
    ],
  },
  check: (input) => ({ ...voicesProblem(input), ...beyondVoices(input) }),
});

export class ListVoicesInput {
  @TextField({ description: 'only voices of this language (BCP 47)', optional: true, maxLength: 35 })
  language?: string;

  @BooleanField({ description: 'let each voice that is here speak a sentence' })
  samples = true;
}

export interface ListedVoice {
  name: string;
  language: string;
  licence: string;
  available: boolean;
  /** The command that fetches a voice that is not here. */
  fetch?: string;
  /** A sentence in its voice. */
  sample_path?: string;
}

export class ListVoicesOutput extends MediaOutput {
  @ListField({
    description:
      'voices: {name, language, licence, available, fetch?, sample_path?}; `fetch` is the command that fetches one',
    items: 'object',
  })
  voices!: ListedVoice[];

  @TextField({ description: 'the voice that speaks when none is named' })
  default_voice!: string;
}

export const listVoicesTask = defineTask({
  name: 'tts.list_voices',
  aliases: ['indextts.list_voice_presets'],
  service: 'tts',
  description: 'The voices there are, each with a sentence spoken by it',
  input: ListVoicesInput,
  output: ListVoicesOutput,
  device: 'cpu',
  limits: { timeout: 600 },
});
