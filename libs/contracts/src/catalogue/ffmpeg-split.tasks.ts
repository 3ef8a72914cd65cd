import {
  BooleanField,
  ChoiceField,
  IntegerField,
  NumberField,
  ObjectField,
  PathField,
  TextField,
} from '../fields/field';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

export class SplitAudioInput {
  @PathField({ description: 'audio or video file; taken from an earlier stage when missing' })
  audio_path!: string;

  @PathField({
    description:
      'where to cut: SRT, VTT or ASS file, or JSON with segments or a diarization; taken from an earlier stage when missing',
  })
  subtitle_path!: string;

  @BooleanField({ description: 'a directory for each speaker' })
  group_by_speaker = false;

  @ChoiceField(['wav', 'flac', 'mp3', 'aac', 'm4a', 'opus'], { description: 'format of the files' })
  output_format: 'wav' | 'flac' | 'mp3' | 'aac' | 'm4a' | 'opus' = 'wav';

  @IntegerField({ description: 'samples per second', unit: 'Hz', minimum: 8000, maximum: 192_000 })
  sample_rate = 16_000;

  @IntegerField({ description: 'channels of the files', minimum: 1, maximum: 8 })
  channels = 1;

  @NumberField({ description: 'shorter parts are left out', unit: 'seconds', minimum: 0, maximum: 3600 })
  min_segment_duration = 1;

  @NumberField({ description: 'longer parts are cut into even pieces', unit: 'seconds', minimum: 0.1, maximum: 3600 })
  max_segment_duration = 30;

  @BooleanField({ description: 'what lies between the parts becomes files too' })
  include_silence = false;
}

export class SplitAudioOutput extends MediaOutput {
  @PathField({ description: 'directory of the files', path: 'directory' })
  audio_segments_dir!: string;

  @PathField({
    description: 'JSON: {segments: [{id, file, start, end, duration, kind, speaker?, text?}], left_out: […]}',
  })
  split_info_file!: string;

  @PathField({ description: 'the audio that was cut' })
  audio_source!: string;

  @PathField({ description: 'the file that says where' })
  subtitle_source!: string;

  @IntegerField({ description: 'parts that were asked for, after long ones were cut' })
  total_segments!: number;

  @IntegerField({ description: 'files written' })
  successful_segments!: number;

  @IntegerField({ description: 'the same number' })
  segments_count!: number;

  @IntegerField({ description: 'parts left out: too short, or after the end of the audio' })
  failed_segments!: number;

  @NumberField({ description: 'length of all files together', unit: 'seconds' })
  total_duration!: number;

  @NumberField({ description: 'time the cutting took', unit: 'seconds' })
  processing_time!: number;

  @TextField({ description: 'format of the files' })
  audio_format!: string;

  @IntegerField({ description: 'samples per second', unit: 'Hz' })
  sample_rate!: number;

  @IntegerField({ description: 'channels' })
  channels!: number;

  @ObjectField({ description: 'files and seconds of each speaker: {SPEAKER_00: {count, duration}}' })
  speaker_summary!: Record<string, { count: number; duration: number }>;
}

export const splitAudioTask = defineTask({
  name: 'ffmpeg.split_audio_segments',
  service: 'ffmpeg',
  description: 'Cuts audio into a file for each subtitle, segment or turn of a speaker',
  input: SplitAudioInput,
  output: SplitAudioOutput,
  device: 'cpu',
  limits: { timeout: 3600 },
  sources: {
    audio_path: ['ffmpeg.extract_audio.audio_path'],
    subtitle_path: [
      'wservice.generate_subtitle_files.json_path',
      'wservice.generate_subtitle_files.subtitle_path',
      'wservice.merge_speaker_based_subtitles.merged_segments_file',
      'wservice.merge_with_word_timestamps.merged_segments_file',
      'wservice.merge_speaker_segments.merged_segments_file',
      'faster_whisper.transcribe_audio.segments_file',
    ],
  },
});
