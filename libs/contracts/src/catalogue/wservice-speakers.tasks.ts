import type { FieldProblems } from '../errors/request-error';
import { IntegerField, ListField, NumberField, ObjectField, PathField } from '../fields/field';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

/** Segments or turns that are given in the request itself. */
const INLINE = { items: 'object', optional: true, maxItems: 10_000 } as const;

export class MergeSpeakersInput {
  @PathField({
    description: 'JSON with segments [{start, end, text, words?}]; taken from an earlier stage when missing',
    optional: true,
  })
  segments_file?: string;

  @ListField({ description: 'the segments themselves; they go before segments_file', ...INLINE })
  segments_data?: Record<string, unknown>[];

  @PathField({
    description:
      'JSON of a diarization with segments [{start, end, speaker}]; taken from an earlier stage when missing',
    optional: true,
  })
  diarization_file?: string;

  @ListField({
    description: 'the turns [{start, end, speaker}] themselves; they go before diarization_file',
    ...INLINE,
  })
  speaker_segments_data?: Record<string, unknown>[];
}

/** Says which of the two inputs is missing, by field. */
function missing(input: MergeSpeakersInput): FieldProblems {
  const problems: FieldProblems = {};
  if (!input.segments_file && !input.segments_data) problems['segments_file'] = 'is required, or segments_data';
  if (!input.diarization_file && !input.speaker_segments_data)
    problems['diarization_file'] = 'is required, or speaker_segments_data';
  return problems;
}

/** What merging tasks have in common. */
const MERGING = {
  service: 'wservice',
  device: 'cpu',
  limits: { timeout: 600 },
  sources: {
    segments_file: ['faster_whisper.transcribe_audio.segments_file'],
    diarization_file: ['pyannote_audio.diarize_speakers.diarization_file'],
  },
} as const;

class MergedSegments extends MediaOutput {
  @PathField({ description: 'JSON with all segments {start, end, text, speaker?, words?}' })
  merged_segments_file!: string;
}

export class MergeSpeakerSegmentsOutput extends MergedSegments {
  @ListField({ description: 'the first 1000 of the segments: {start, end, speaker?, text}', items: 'object' })
  merged_segments!: { start: number; end: number; speaker?: string; text: string }[];

  @ObjectField({ description: 'what was given: {segments, speaker_segments, speakers}' })
  input_summary!: { segments: number; speaker_segments: number; speakers: number };
}

export const mergeSpeakerSegmentsTask = defineTask({
  ...MERGING,
  name: 'wservice.merge_speaker_segments',
  description: 'Names the speaker of each segment: who speaks for most of it',
  input: MergeSpeakersInput,
  output: MergeSpeakerSegmentsOutput,
  check: (input) => missing(input),
});

export class MergeWithWordTimestampsOutput extends MergedSegments {
  @IntegerField({ description: 'segments written' })
  total_segments!: number;
}

export const mergeWithWordTimestampsTask = defineTask({
  ...MERGING,
  name: 'wservice.merge_with_word_timestamps',
  description: 'Parts segments at the words where the speaker changes',
  input: MergeSpeakersInput,
  output: MergeWithWordTimestampsOutput,
  check: (input) => missing(input),
});

export class MergeSpeakerBasedSubtitlesInput extends MergeSpeakersInput {
  @NumberField({
    description: 'share of a word (or of a segment without words) that must lie in a turn to belong to it',
    minimum: 0,
    maximum: 1,
  })
  overlap_threshold = 0.5;
}

export class MergeSpeakerBasedSubtitlesOutput extends MergedSegments {
  @IntegerField({ description: 'turns of the diarization' })
  total_segments!: number;

  @IntegerField({ description: 'turns in which something is said' })
  matched_segments!: number;

  @IntegerField({ description: 'turns without text; they are not in the file' })
  empty_segments!: number;
}

export const mergeSpeakerBasedSubtitlesTask = defineTask({
  ...MERGING,
  name: 'wservice.merge_speaker_based_subtitles',
  description: 'One segment for each turn of a speaker, with all that is said in it',
  input: MergeSpeakerBasedSubtitlesInput,
  output: MergeSpeakerBasedSubtitlesOutput,
  check: (input) => missing(input),
});
