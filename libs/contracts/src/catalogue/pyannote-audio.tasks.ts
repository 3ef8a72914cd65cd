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
import { DEVICES } from './faster-whisper.tasks';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

const SPEAKERS = { minimum: 1, maximum: 50, optional: true } as const;

export class DiarizeSpeakersInput {
  @PathField({ description: 'audio or video file; taken from an earlier stage when missing' })
  audio_path!: string;

  @IntegerField({ description: 'which audio stream, counted from 0', minimum: 0, maximum: 63 })
  track = 0;

  @IntegerField({ description: 'how many speakers there are, where that is known', ...SPEAKERS })
  num_speakers?: number;

  @IntegerField({ description: 'fewest speakers there can be', ...SPEAKERS })
  min_speakers?: number;

  @IntegerField({ description: 'most speakers there can be', ...SPEAKERS })
  max_speakers?: number;

  @BooleanField({ description: 'one speaker at a time: where several speak, only the one who is heard best' })
  exclusive = false;

  @NumberField({
    description: 'from one window of 10 s to the next; less is more exact in overlaps and takes more time',
    unit: 'seconds',
    minimum: 0.5,
    maximum: 5,
  })
  step = 2.5;

  @ChoiceField(DEVICES, { description: 'where the model runs; auto: on the GPU when the worker has one' })
  device: (typeof DEVICES)[number] = 'auto';

  @BooleanField({ description: 'false: all is done here, and nothing is sent to a paid service' })
  use_paid_api = false;
}

/** Seconds that a speaker speaks, and in how many segments. */
export interface SpeakerStatistics {
  segments: number;
  duration: number;
}

/** What a diarization holds; durations in seconds. */
export interface DiarizationSummary {
  audio_duration: number;
  total_segments: number;
  total_speakers: number;
  /** In which at least one speaks. */
  speech_duration: number;
  /** In which more than one speaks. */
  overlap_duration: number;
}

export class DiarizeSpeakersOutput extends MediaOutput {
  @PathField({
    description:
      'JSON: {success, total_speakers, segments: [{start, end, speaker, duration}], summary, metadata}; times in seconds',
  })
  diarization_file!: string;

  @PathField({ description: 'the same segments as RTTM' })
  rttm_file!: string;

  @ListField({
    description: 'names of the speakers, by who speaks first: SPEAKER_00, SPEAKER_01, ...',
    items: 'string',
  })
  detected_speakers!: string[];

  @ObjectField({ description: 'by speaker: {segments, duration}, the duration in seconds' })
  speaker_statistics!: Record<string, SpeakerStatistics>;

  @IntegerField({ description: 'speakers found' })
  total_speakers!: number;

  @IntegerField({ description: 'segments written' })
  total_segments!: number;

  @NumberField({ description: 'length of the audio', unit: 'seconds' })
  audio_duration!: number;

  @ObjectField({
    description:
      '{audio_duration, total_segments, total_speakers, speech_duration, overlap_duration}: speech is where at least one speaks, overlap where several do; seconds',
  })
  summary!: DiarizationSummary;

  @TextField({ description: 'the model' })
  model_name!: string;

  @PathField({ description: 'what was listened to' })
  audio_source!: string;

  @NumberField({ description: 'time the work took', unit: 'seconds' })
  execution_time!: number;

  @ChoiceField(['local'], { description: 'where it was done: in this worker' })
  execution_method!: 'local';

  @ChoiceField(['free'], { description: 'no paid service was asked' })
  api_type!: 'free';

  @BooleanField({ description: 'as it was asked for' })
  use_paid_api!: boolean;
}

export const diarizeSpeakersTask = defineTask({
  name: 'pyannote_audio.diarize_speakers',
  service: 'pyannote_audio',
  description: 'Who speaks when in an audio or video file, overlaps included: JSON and RTTM',
  input: DiarizeSpeakersInput,
  output: DiarizeSpeakersOutput,
  device: 'auto',
  limits: { timeout: 7200 },
  sources: { audio_path: ['ffmpeg.extract_audio.audio_path', 'audio_separator.separate_vocals.vocal_audio'] },
  check: hintProblems,
});

function hintProblems(input: DiarizeSpeakersInput): FieldProblems {
  const { num_speakers, min_speakers, max_speakers, use_paid_api } = input;
  if (use_paid_api) return { use_paid_api: 'cannot be: there is no paid service here, all is done by the worker' };
  const bounded = min_speakers !== undefined || max_speakers !== undefined;
  if (num_speakers !== undefined && bounded)
    return { num_speakers: 'says it all; leave out min_speakers and max_speakers' };
  if ((min_speakers ?? 1) > (max_speakers ?? 50))
    return { min_speakers: `must not be greater than max_speakers, which is ${max_speakers}` };
  return {};
}

/** What tasks that read a finished diarization have in common. */
const READING = {
  service: 'pyannote_audio',
  device: 'cpu',
  limits: { timeout: 600 },
  sources: { diarization_file: ['pyannote_audio.diarize_speakers.diarization_file'] },
} as const;

class DiarizationInput {
  @PathField({
    description:
      'JSON of a diarization with segments [{start, end, speaker}]; taken from pyannote_audio.diarize_speakers when missing',
  })
  diarization_file!: string;
}

export class GetSpeakerSegmentsInput extends DiarizationInput {
  @TextField({ description: 'whose segments, as detected_speakers names them; all when missing', optional: true })
  speaker?: string;
}

export class GetSpeakerSegmentsOutput extends MediaOutput {
  @BooleanField({ description: 'true' })
  success!: boolean;

  @PathField({ description: 'JSON with all of these segments: {segments: [{start, end, speaker, duration}], summary}' })
  segments_file!: string;

  @ObjectField({
    description:
      '{segments: the first 1000 of them, summary: {total_segments, total_speakers, total_duration, speakers: {name: {segments, duration}}}}',
  })
  data!: {
    segments: { start: number; end: number; speaker: string; duration: number }[];
    summary: SpeakerSegmentsSummary;
  };
}

/** Durations in seconds; where several speak at once, each counts. */
export interface SpeakerSegmentsSummary {
  total_segments: number;
  total_speakers: number;
  total_duration: number;
  speakers: Record<string, SpeakerStatistics>;
}

export const getSpeakerSegmentsTask = defineTask({
  ...READING,
  name: 'pyannote_audio.get_speaker_segments',
  description: 'The segments of a diarization, all or those of one speaker',
  input: GetSpeakerSegmentsInput,
  output: GetSpeakerSegmentsOutput,
});

export class ValidateDiarizationInput extends DiarizationInput {}

export interface DiarizationValidation {
  /** Whether there are no issues. */
  valid: boolean;
  total_segments: number;
  total_speakers: number;
  /** Seconds; where several speak at once, each counts. */
  total_duration: number;
  avg_segment_duration: number;
  issues: string[];
}

export class ValidateDiarizationOutput extends MediaOutput {
  @BooleanField({ description: 'true: the file was checked; whether it is right is in data.validation.valid' })
  success!: boolean;

  @ObjectField({
    description:
      '{validation: {valid, total_segments, total_speakers, total_duration, avg_segment_duration, issues: [text]}, summary: as pyannote_audio.get_speaker_segments has it}',
  })
  data!: { validation: DiarizationValidation; summary: SpeakerSegmentsSummary };
}

export const validateDiarizationTask = defineTask({
  ...READING,
  name: 'pyannote_audio.validate_diarization',
  description: 'What is wrong with a diarization: entries that cannot be read, times that contradict each other',
  input: ValidateDiarizationInput,
  output: ValidateDiarizationOutput,
});
