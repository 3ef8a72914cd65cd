import { IntegerField, ListField, NumberField, PathField, TextField } from '../fields/field';
import { BY_MODEL, ModelChoice, ModelOutput } from './llm.tasks';
import { defineTask } from './task-definition';

const SEGMENTS_SOURCES = [
  'wservice.merge_speaker_based_subtitles.merged_segments_file',
  'wservice.merge_with_word_timestamps.merged_segments_file',
  'faster_whisper.transcribe_audio.segments_file',
];

const ON_SUBTITLES = { ...BY_MODEL, limits: { timeout: 7200 } } as const;

class SegmentsByModel extends ModelChoice {
  @PathField({
    description: 'JSON with segments, or SRT, VTT or ASS; taken from an earlier stage when missing',
  })
  segments_file!: string;

  @NumberField({
    description: 'longest silence of a server; by default that of its entry in LLM_PROVIDERS',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 3600,
    optional: true,
  })
  timeout?: number;
}

class LinesByModel extends SegmentsByModel {
  @IntegerField({
    description: 'tries after a reply that loses or adds lines; then the source line is kept and reported',
    minimum: 0,
    maximum: 10,
  })
  max_retries = 3;
}

/** A line that stayed as it was, counted from 1. */
export interface KeptLine {
  line: number;
  reason: string;
}

class LinesOutput extends ModelOutput {
  @IntegerField({ description: 'subtitles written, as many as there were' })
  cue_count!: number;

  @ListField({ description: 'the first 1000 lines that stayed as they were: {line, reason}', items: 'object' })
  kept_lines!: KeptLine[];
}

export class TranslateSubtitlesInput extends LinesByModel {
  @TextField({ description: 'language of the translation, such as French', maxLength: 64 })
  target_language!: string;

  @TextField({ description: 'language of the subtitles; by default the model sees it', maxLength: 64, optional: true })
  source_language?: string;

  @PathField({ description: 'text file with further instructions, such as names and terms', optional: true })
  prompt_file_path?: string;

  @NumberField({ description: 'characters a second that can be read; 0: no limit', minimum: 0, maximum: 100 })
  cps_limit = 18;

  @IntegerField({ description: 'characters per line', minimum: 8, maximum: 200 })
  cpl_limit = 42;

  @IntegerField({ description: 'lines per subtitle', minimum: 1, maximum: 4 })
  max_lines = 1;

  @IntegerField({ description: 'subtitles translated at once', minimum: 1, maximum: 200 })
  segment_size = 20;

  @IntegerField({ description: 'subtitles before and after them that are shown to the model', minimum: 0, maximum: 50 })
  overlap_lines = 3;
}

export class TranslateSubtitlesOutput extends LinesOutput {
  @PathField({ description: 'JSON with the translated segments {start, end, text, speaker?}' })
  translated_segments_file!: string;

  @PathField({ description: 'the translation as SRT, in lines' })
  srt_file!: string;
}

export const translateSubtitlesTask = defineTask({
  ...ON_SUBTITLES,
  name: 'wservice.translate_subtitles',
  description: 'Translates subtitles; their number and times stay',
  input: TranslateSubtitlesInput,
  output: TranslateSubtitlesOutput,
  sources: { segments_file: ['wservice.ai_optimize_subtitles.optimized_file_path', ...SEGMENTS_SOURCES] },
});

export class AiOptimizeTextInput extends SegmentsByModel {
  @TextField({ description: 'instructions in place of the standard ones', maxLength: 20_000, optional: true })
  system_prompt_override?: string;

  @IntegerField({
    description: 'tries after a request that failed at a server; by default those of its entry in LLM_PROVIDERS',
    minimum: 0,
    maximum: 20,
    optional: true,
  })
  max_retries?: number;
}

export class AiOptimizeTextOutput extends ModelOutput {
  @PathField({ description: 'the corrected text of all segments' })
  optimized_text_file!: string;

  @IntegerField({ description: 'parts the text was split into' })
  part_count!: number;
}

export const aiOptimizeTextTask = defineTask({
  ...ON_SUBTITLES,
  name: 'wservice.ai_optimize_text',
  description: 'Corrects what speech recognition heard wrong, as one text',
  input: AiOptimizeTextInput,
  output: AiOptimizeTextOutput,
  sources: { segments_file: SEGMENTS_SOURCES },
});

export class AiOptimizeSubtitlesInput extends LinesByModel {
  @TextField({ description: 'instructions in place of the standard ones', maxLength: 20_000, optional: true })
  system_prompt_override?: string;

  @IntegerField({ description: 'subtitles corrected at once', minimum: 1, maximum: 200 })
  segment_size = 100;

  @IntegerField({ description: 'subtitles before and after them that are shown to the model', minimum: 0, maximum: 50 })
  overlap_lines = 20;

  @NumberField({
    description: 'a line that changes by a larger share than this is no correction: it is kept as it was',
    minimum: 0,
    maximum: 1,
  })
  diff_threshold = 0.3;
}

export class AiOptimizeSubtitlesOutput extends LinesOutput {
  @PathField({ description: 'JSON with the corrected segments {start, end, text, speaker?}' })
  optimized_file_path!: string;

  @PathField({ description: 'JSON with the segments as they were' })
  original_file_path!: string;

  @IntegerField({ description: 'subtitles whose text changed' })
  changed_count!: number;
}

export const aiOptimizeSubtitlesTask = defineTask({
  ...ON_SUBTITLES,
  name: 'wservice.ai_optimize_subtitles',
  description: 'Corrects what speech recognition heard wrong, subtitle by subtitle; their number and times stay',
  input: AiOptimizeSubtitlesInput,
  output: AiOptimizeSubtitlesOutput,
  sources: { segments_file: SEGMENTS_SOURCES },
});
