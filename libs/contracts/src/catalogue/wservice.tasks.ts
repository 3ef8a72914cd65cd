import { BooleanField, IntegerField, ListField, NumberField, ObjectField, PathField, TextField } from '../fields/field';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

export const SUBTITLE_FORMATS = ['srt', 'vtt', 'ass', 'json'] as const;

export class GenerateSubtitleFilesInput {
  @PathField({
    description: 'JSON with segments [{start, end, text, speaker?, words?}]; taken from an earlier stage when missing',
  })
  segments_file!: string;

  @ListField({ description: 'formats to write', items: 'string', enum: SUBTITLE_FORMATS, minItems: 1, maxItems: 4 })
  formats: (typeof SUBTITLE_FORMATS)[number][] = ['srt', 'vtt', 'ass', 'json'];

  @NumberField({
    description: 'length of the audio; no subtitle ends after it; 0: unknown',
    unit: 'seconds',
    minimum: 0,
  })
  audio_duration = 0;

  @TextField({ description: 'language of the text, written into the JSON', maxLength: 32 })
  language = 'unknown';

  @TextField({
    description: 'name of the files without extension',
    maxLength: 128,
    pattern: /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u,
    patternMessage: 'must begin with a letter or digit and hold only letters, digits, space, . _ -',
  })
  output_filename = 'subtitles';

  @IntegerField({ description: 'characters per line before a line is broken', minimum: 8, maximum: 200 })
  max_chars_per_line = 42;

  @IntegerField({ description: 'lines per subtitle; longer text is split in time', minimum: 1, maximum: 4 })
  max_lines = 2;

  @NumberField({ description: 'shortest gap between two subtitles', unit: 'seconds', minimum: 0, maximum: 2 })
  min_gap = 0;

  @NumberField({
    description: 'a subtitle with more characters a second stays for longer, where there is time after it; 0: no limit',
    minimum: 0,
    maximum: 100,
  })
  max_chars_per_second = 0;

  @BooleanField({ description: 'subtitles of people who speak at once follow each other instead of overlapping' })
  part_overlaps = true;
}

export class GenerateSubtitleFilesOutput extends MediaOutput {
  @PathField({ description: 'the first of the formats' })
  subtitle_path!: string;

  @PathField({ description: 'the JSON, when it was asked for', optional: true })
  json_path?: string;

  @ObjectField({
    description: 'every file by kind: {basic, with_speakers, word_timestamps, json}, each a map from format to path',
  })
  subtitle_files!: Record<string, Record<string, string>>;

  @IntegerField({ description: 'subtitles written' })
  cue_count!: number;
}

export const generateSubtitleFilesTask = defineTask({
  name: 'wservice.generate_subtitle_files',
  service: 'wservice',
  description: 'Subtitle files (SRT, WebVTT, ASS, JSON) from timed segments',
  input: GenerateSubtitleFilesInput,
  output: GenerateSubtitleFilesOutput,
  device: 'cpu',
  limits: { timeout: 600 },
  sources: {
    segments_file: [
      'wservice.segment_subtitles.segments_file',
      'wservice.rebuild_subtitle_with_words.optimized_segments_file',
      'wservice.merge_speaker_based_subtitles.merged_segments_file',
      'wservice.merge_with_word_timestamps.merged_segments_file',
      'wservice.merge_speaker_segments.merged_segments_file',
      'faster_whisper.transcribe_audio.segments_file',
      'paddleocr.extract_subtitles.json_file',
      'paddleocr.postprocess_and_finalize.json_file',
    ],
  },
});
