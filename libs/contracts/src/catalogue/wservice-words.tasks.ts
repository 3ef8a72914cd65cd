import type { FieldProblems } from '../errors/request-error';
import { BooleanField, IntegerField, ListField, NumberField, ObjectField, PathField, TextField } from '../fields/field';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

const INLINE = { items: 'object', optional: true, maxItems: 10_000 } as const;
const TEXT = { optional: true, maxLength: 100_000 } as const;
const LANGUAGE = {
  description: 'language of the text, e.g. en; its rules say where sentences end',
  pattern: /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/,
  patternMessage: 'must be a language tag, such as en or zh-Hant',
} as const;

class SegmentsInput {
  @PathField({
    description: 'JSON with segments [{start, end, text, words?}]; taken from an earlier stage when missing',
    optional: true,
  })
  segments_file?: string;

  @ListField({ description: 'the segments themselves; they go before segments_file', ...INLINE })
  segments_data?: Record<string, unknown>[];
}

const oneOf = (input: object, fields: readonly string[]): FieldProblems => {
  const [first = '', ...others] = fields;
  const has = fields.some((field) => (input as Record<string, unknown>)[field] !== undefined);
  return has ? {} : { [first]: `is required, or ${others.join(' or ')}` };
};

const HEARD = ['faster_whisper.transcribe_audio.segments_file'];

export class RebuildSubtitleInput extends SegmentsInput {
  @TextField({ description: 'the corrected text of all segments', ...TEXT })
  optimized_text?: string;

  @PathField({ description: 'a text file with the corrected text; optimized_text goes before it', optional: true })
  optimized_text_file?: string;

  @BooleanField({ description: 'write a report of what changed' })
  report = false;
}

export class RebuildSubtitleOutput extends MediaOutput {
  @PathField({ description: 'JSON with the segments in the corrected text {start, end, text, speaker?, words?}' })
  optimized_segments_file!: string;

  @PathField({
    description: 'JSON: {kept, added, removed, dropped, changes: [{start, before, after}]}; when it was asked for',
    optional: true,
  })
  report_file?: string;

  @IntegerField({ description: 'segments written' })
  total_segments!: number;

  @IntegerField({ description: 'segments whose text is not as it was' })
  changed_segments!: number;
}

export const rebuildSubtitleTask = defineTask({
  name: 'wservice.rebuild_subtitle_with_words',
  service: 'wservice',
  description: 'Puts a corrected text back into its segments, each word at the time when it is said',
  input: RebuildSubtitleInput,
  output: RebuildSubtitleOutput,
  device: 'cpu',
  limits: { timeout: 600 },
  sources: { segments_file: HEARD, optimized_text_file: ['wservice.ai_optimize_text.optimized_text_file'] },
  check: (input) => ({
    ...oneOf(input, ['segments_file', 'segments_data']),
    ...oneOf(input, ['optimized_text_file', 'optimized_text']),
  }),
});

export class SegmentSubtitlesInput {
  @TextField({ description: 'the text', ...TEXT })
  subtitle_text?: string;

  @PathField({ description: 'a text file; subtitle_text goes before it', optional: true })
  subtitle_file?: string;

  @ListField({
    description: 'the words that were said [{word, start, end}]; they go before words_json_path',
    ...INLINE,
  })
  words?: Record<string, unknown>[];

  @PathField({
    description:
      'JSON with words [{word, start, end}], or with segments that have them; taken from an earlier stage when missing',
    optional: true,
  })
  words_json_path?: string;

  @IntegerField({ description: 'most characters of a subtitle', minimum: 8, maximum: 400 })
  max_chars = 42;

  @TextField(LANGUAGE)
  language = 'en';
}

export class SegmentSubtitlesOutput extends MediaOutput {
  @PathField({ description: 'SRT with a subtitle for each sentence, or part of a long one' })
  segmented_subtitle_file!: string;

  @PathField({ description: 'the same as JSON with segments {start, end, text, words}' })
  segments_file!: string;

  @IntegerField({ description: 'subtitles written' })
  total_segments!: number;
}

export const segmentSubtitlesTask = defineTask({
  name: 'wservice.segment_subtitles',
  service: 'wservice',
  description: 'Parts a text into subtitles at the ends of its sentences, timed by the words that were said',
  input: SegmentSubtitlesInput,
  output: SegmentSubtitlesOutput,
  device: 'cpu',
  limits: { timeout: 600 },
  sources: { words_json_path: HEARD },
  check: (input) => ({
    ...oneOf(input, ['subtitle_file', 'subtitle_text']),
    ...oneOf(input, ['words_json_path', 'words']),
  }),
});

export class PrepareTtsSegmentsInput extends SegmentsInput {
  @NumberField({
    description: 'parts of a sentence with less time between them are spoken as one',
    unit: 'seconds',
    minimum: 0,
    maximum: 10,
  })
  merge_gap = 0.3;

  @IntegerField({ description: 'most characters that are joined', minimum: 1, maximum: 2000 })
  max_chars = 200;
}

/** One part to speak; seconds. */
export interface PreparedSegment {
  id: number;
  start: number;
  end: number;
  text: string;
  speaker?: string;
}

export class PrepareTtsSegmentsOutput extends MediaOutput {
  @PathField({ description: 'JSON with all segments {start, end, text, speaker?} as they are spoken' })
  prepared_segments_file!: string;

  @ListField({ description: 'the first 1000 of them: {id, start, end, text, speaker?}', items: 'object' })
  prepared_segments!: PreparedSegment[];

  @IntegerField({ description: 'segments to speak' })
  total_segments!: number;

  @ObjectField({ description: 'what was given: {segments, characters, speakers}' })
  input_summary!: { segments: number; characters: number; speakers: number };
}

export const prepareTtsSegmentsTask = defineTask({
  name: 'wservice.prepare_tts_segments',
  service: 'wservice',
  description: 'Segments as a voice speaks them: without sounds in brackets, parts of a sentence joined',
  input: PrepareTtsSegmentsInput,
  output: PrepareTtsSegmentsOutput,
  device: 'cpu',
  limits: { timeout: 600 },
  sources: {
    segments_file: [
      'wservice.rebuild_subtitle_with_words.optimized_segments_file',
      'wservice.merge_speaker_based_subtitles.merged_segments_file',
      'wservice.merge_with_word_timestamps.merged_segments_file',
      'wservice.merge_speaker_segments.merged_segments_file',
      ...HEARD,
    ],
  },
  check: (input) => oneOf(input, ['segments_file', 'segments_data']),
});
