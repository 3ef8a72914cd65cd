import type { FieldProblems } from '../errors/request-error';
import { BooleanField, ChoiceField, ListField, NumberField, PathField, TextField } from '../fields/field';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

const LANGUAGE = {
  optional: true,
  pattern: /^[a-z]{3}$/,
  patternMessage: 'must be three small letters of ISO 639-2, such as eng',
} as const;

export class MuxInput {
  @PathField({ description: 'video file; its picture and its own subtitle tracks stay as they are' })
  video_path!: string;

  @PathField({
    description:
      'SRT, VTT or ASS file that becomes a track of its own, as plain text; taken from an earlier stage when missing',
    optional: true,
  })
  subtitle_path?: string;

  @TextField({ description: 'language of the subtitles, e.g. eng', ...LANGUAGE })
  subtitle_language?: string;

  @TextField({ description: 'title of the subtitle track', optional: true, maxLength: 128 })
  subtitle_title?: string;

  @BooleanField({ description: 'players show the new subtitles without being asked' })
  subtitle_default = true;

  @PathField({ description: 'audio file (or video, for its first audio) to bring in', optional: true })
  audio_path?: string;

  @ChoiceField(['replace', 'mix', 'add'], {
    description:
      'the new audio instead of all old audio, mixed with the first old track into one, or as one more track',
  })
  audio_mode: 'replace' | 'mix' | 'add' = 'replace';

  @TextField({ description: 'language of the new audio, e.g. eng', ...LANGUAGE })
  audio_language?: string;

  @NumberField({ description: 'loudness of the new audio; 1: as it is', minimum: 0, maximum: 4 })
  audio_volume = 1;

  @NumberField({ description: 'loudness of the old audio in a mix; 1: as it is', minimum: 0, maximum: 4 })
  original_volume = 0.3;

  @ChoiceField(['mp4', 'mkv'], { description: 'container of the new file; mkv holds any codec' })
  container: 'mp4' | 'mkv' = 'mp4';
}

export interface MuxedTrack {
  type: 'video' | 'audio' | 'subtitle';
  codec: string;
  language: string | null;
}

export class MuxOutput extends MediaOutput {
  @PathField({ description: 'the video with its new tracks' })
  video_path!: string;

  @NumberField({ description: 'length of the video', unit: 'seconds' })
  video_duration!: number;

  @ListField({ description: 'tracks of the new file: {type, codec, language}', items: 'object' })
  tracks!: MuxedTrack[];
}

const NOTHING_NEW: FieldProblems = { subtitle_path: 'is required, or audio_path: there is nothing to bring in' };

export const muxTask = defineTask({
  name: 'ffmpeg.mux',
  service: 'ffmpeg',
  description: 'Brings subtitles and audio into a video as tracks, without touching the picture',
  input: MuxInput,
  output: MuxOutput,
  device: 'cpu',
  limits: { timeout: 7200 },
  sources: {
    subtitle_path: ['wservice.generate_subtitle_files.subtitle_path', 'wservice.translate_subtitles.srt_file'],
  },
  check: ({ subtitle_path, audio_path }) => (subtitle_path || audio_path ? {} : NOTHING_NEW),
});
