import { ChoiceField, IntegerField, ListField, NumberField, PathField, TextField } from '../fields/field';
import { DEVICES } from './faster-whisper.tasks';
import { AUDIO_FORMATS } from './ffmpeg.tasks';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

const QUALITIES = ['fast', 'default', 'high_quality'] as const;
const KINDS = ['mdx'] as const;

export class SeparateVocalsInput {
  @PathField({ description: 'audio or video file; taken from ffmpeg.extract_audio when missing' })
  audio_path!: string;

  @IntegerField({ description: 'which audio stream, counted from 0', minimum: 0, maximum: 63 })
  track = 0;

  @TextField({
    description: 'separation model, by its name in the model catalogue; by default that of the worker',
    optional: true,
    maxLength: 128,
  })
  model_name?: string;

  @ChoiceField(KINDS, { description: 'kind of the model' })
  model_type: (typeof KINDS)[number] = 'mdx';

  @ChoiceField(QUALITIES, {
    description: 'fast: every sample is heard once; default: stretches overlap; high_quality: more so, and heard twice',
  })
  quality_mode: (typeof QUALITIES)[number] = 'default';

  @ChoiceField(AUDIO_FORMATS, { description: 'format of both audio files' })
  output_format: (typeof AUDIO_FORMATS)[number] = 'wav';

  @ChoiceField(DEVICES, { description: 'where the model runs; auto: on the GPU when the worker has one' })
  device: (typeof DEVICES)[number] = 'auto';
}

export class SeparateVocalsOutput extends MediaOutput {
  @PathField({ description: 'the voices: 44.1 kHz stereo' })
  vocal_audio!: string;

  @PathField({ description: 'all else; both together are what was given' })
  instrumental_audio!: string;

  @ListField({ description: 'both files', items: 'string' })
  all_audio_files!: string[];

  @NumberField({ description: 'length of the audio', unit: 'seconds' })
  audio_duration!: number;

  @TextField({ description: 'the model' })
  model_used!: string;

  @ChoiceField(QUALITIES, { description: 'as it was asked for' })
  quality_mode!: (typeof QUALITIES)[number];
}

export const separateVocalsTask = defineTask({
  name: 'audio_separator.separate_vocals',
  service: 'audio_separator',
  description: 'The voices in an audio or video file apart from music and noise: two audio files',
  input: SeparateVocalsInput,
  output: SeparateVocalsOutput,
  device: 'auto',
  limits: { timeout: 14_400 },
  sources: { audio_path: ['ffmpeg.extract_audio.audio_path'] },
});
