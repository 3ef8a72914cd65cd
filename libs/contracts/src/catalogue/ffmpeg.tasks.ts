import {
  BooleanField,
  ChoiceField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  PathField,
} from '../fields/field';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

/** Pixels from the top left corner: `[x1, y1, x2, y2]`, the second corner outside the area. */
export type Area = [x1: number, y1: number, x2: number, y2: number];

export class ProbeInput {
  @PathField({ description: 'video or audio file' })
  video_path!: string;

  @IntegerField({ description: 'pictures in the thumbnail strip; 0 makes none', minimum: 0, maximum: 50 })
  thumbnail_count = 0;
}

export interface MediaStream {
  index: number;
  type: 'video' | 'audio' | 'subtitle' | 'data' | 'attachment';
  codec: string;
  language: string | null;
  duration: number | null;
  width?: number;
  height?: number;
  fps?: number;
  sample_rate?: number;
  channels?: number;
}

export class ProbeOutput extends MediaOutput {
  @ObjectField({ description: 'container: {name, duration (seconds or null), size (bytes), bit_rate}' })
  format!: { name: string; duration: number | null; size: number; bit_rate: number | null };

  @ListField({ description: 'streams: {index, type, codec, language, duration, …}', items: 'object' })
  streams!: MediaStream[];

  @NumberField({ description: 'frames per second of the first video stream', optional: true })
  fps!: number | null;

  @IntegerField({ description: 'frames of the first video stream, counted or computed', optional: true })
  frames!: number | null;

  @IntegerField({ description: 'width of the first video stream', unit: 'pixels', optional: true })
  width!: number | null;

  @IntegerField({ description: 'height of the first video stream', unit: 'pixels', optional: true })
  height!: number | null;

  @PathField({ description: 'pictures spread evenly over the video, side by side', optional: true })
  thumbnail_strip_path?: string;
}

export const probeTask = defineTask({
  name: 'ffmpeg.probe',
  service: 'ffmpeg',
  description: 'What a media file holds: streams, duration, frame rate, codecs; a thumbnail strip on request',
  input: ProbeInput,
  output: ProbeOutput,
  device: 'cpu',
  limits: { timeout: 300 },
});

export const AUDIO_FORMATS = ['wav', 'flac', 'mp3', 'opus'] as const;

export class ExtractAudioInput {
  @PathField({ description: 'video or audio file' })
  video_path!: string;

  @ChoiceField(AUDIO_FORMATS, { description: 'format of the audio file' })
  audio_format: (typeof AUDIO_FORMATS)[number] = 'wav';

  @IntegerField({ description: 'samples per second', unit: 'Hz', minimum: 8000, maximum: 192_000 })
  sample_rate = 16_000;

  @IntegerField({ description: 'channels of the audio file', minimum: 1, maximum: 8 })
  channels = 1;

  @IntegerField({ description: 'which audio stream, counted from 0', minimum: 0, maximum: 63 })
  track = 0;

  @NumberField({ description: 'where to begin', unit: 'seconds', minimum: 0, optional: true })
  start?: number;

  @NumberField({ description: 'where to end', unit: 'seconds', minimum: 0, optional: true })
  end?: number;

  @BooleanField({ description: 'bring the loudness to -16 LUFS (EBU R128)' })
  normalize_loudness = false;
}

export class ExtractAudioOutput extends MediaOutput {
  @PathField({ description: 'the audio file' })
  audio_path!: string;

  @NumberField({ description: 'length of the audio', unit: 'seconds' })
  audio_duration!: number;
}

export const extractAudioTask = defineTask({
  name: 'ffmpeg.extract_audio',
  service: 'ffmpeg',
  description: 'The audio of a video as a file of its own, by default 16 kHz mono PCM',
  input: ExtractAudioInput,
  output: ExtractAudioOutput,
  device: 'cpu',
  limits: { timeout: 1800 },
});

export class ExtractKeyframesInput {
  @PathField({ description: 'video file' })
  video_path!: string;

  @IntegerField({ description: 'how many pictures', minimum: 1, maximum: 10_000 })
  keyframe_sample_count = 100;

  @ChoiceField(['even', 'scene'], { description: 'spread evenly, or where the scene changes most' })
  selection: 'even' | 'scene' = 'even';

  @ChoiceField(['jpeg', 'png'], { description: 'format of the pictures' })
  image_format: 'jpeg' | 'png' = 'jpeg';
}

export class ExtractKeyframesOutput extends MediaOutput {
  @PathField({ description: 'directory of the pictures and their manifest.json', path: 'directory' })
  keyframe_dir!: string;

  @IntegerField({ description: 'pictures written' })
  keyframe_files_count!: number;

  @PathField({ description: 'JSON: {width, height, frames: [{file, time}]}' })
  manifest_path!: string;
}

export const extractKeyframesTask = defineTask({
  name: 'ffmpeg.extract_keyframes',
  service: 'ffmpeg',
  description: 'Pictures of a video, spread evenly or at scene changes',
  input: ExtractKeyframesInput,
  output: ExtractKeyframesOutput,
  device: 'cpu',
  limits: { timeout: 1800 },
});

/** A video in whose pictures subtitles are looked for. */
export class SubtitleSearchInput {
  @PathField({ description: 'video file' })
  video_path!: string;

  @NumberField({
    description: 'least pictures looked at per second; a video that has more is looked at picture by picture, up to 30',
    minimum: 0.5,
    maximum: 30,
  })
  fps = 4;
}

/** The form of an area; four whole numbers. */
export const AREA = { items: 'integer', minItems: 4, maxItems: 4, minimum: 0 } as const;

export class CropSubtitleImagesInput extends SubtitleSearchInput {
  @ListField({
    description:
      'area of the subtitles [x1, y1, x2, y2] in pixels; taken from paddleocr.detect_subtitle_area when missing',
    ...AREA,
  })
  subtitle_area!: Area;
}

export class CropSubtitleImagesOutput extends MediaOutput {
  @PathField({ description: 'directory of the pictures', path: 'directory' })
  cropped_images_path!: string;

  @PathField({
    description:
      'JSON: {area, picture: {width, height}, fps, frames: [{file, start, end}]}; fps as it was looked at, seconds',
  })
  manifest_path!: string;

  @IntegerField({ description: 'pictures written: one each time the area changed' })
  cropped_images_files_count!: number;

  @IntegerField({ description: 'pictures looked at' })
  frames_examined!: number;
}

export const cropSubtitleImagesTask = defineTask({
  name: 'ffmpeg.crop_subtitle_images',
  service: 'ffmpeg',
  description: 'The subtitle area of a video, one picture each time it changed',
  input: CropSubtitleImagesInput,
  output: CropSubtitleImagesOutput,
  device: 'cpu',
  limits: { timeout: 7200 },
  sources: { subtitle_area: ['paddleocr.detect_subtitle_area.subtitle_area'] },
});

export class BurnSubtitlesInput {
  @PathField({ description: 'video file' })
  video_path!: string;

  @PathField({ description: 'SRT, VTT or ASS file; taken from an earlier stage when missing' })
  subtitle_path!: string;

  @IntegerField({
    description: 'size of the letters for SRT and VTT',
    unit: 'points at 288 lines',
    minimum: 4,
    maximum: 96,
  })
  font_size = 18;

  @IntegerField({ description: 'quality: 0 lossless to 51 worst (x264 CRF)', minimum: 0, maximum: 51 })
  crf = 20;
}

export class BurnSubtitlesOutput extends MediaOutput {
  @PathField({ description: 'MP4 with the subtitles in the picture; audio as it was' })
  video_path!: string;

  @NumberField({ description: 'length of the video', unit: 'seconds' })
  video_duration!: number;
}

export const burnSubtitlesTask = defineTask({
  name: 'ffmpeg.burn_subtitles',
  service: 'ffmpeg',
  description: 'Draws subtitles into the picture of a video',
  input: BurnSubtitlesInput,
  output: BurnSubtitlesOutput,
  device: 'cpu',
  limits: { timeout: 7200 },
  sources: {
    subtitle_path: [
      'wservice.generate_subtitle_files.subtitle_path',
      'wservice.translate_subtitles.srt_file',
      'faster_whisper.transcribe_audio.srt_file',
      'paddleocr.extract_subtitles.srt_file',
      'paddleocr.postprocess_and_finalize.srt_file',
    ],
  },
});
