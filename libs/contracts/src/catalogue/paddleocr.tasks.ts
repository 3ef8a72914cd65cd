import type { FieldProblems } from '../errors/request-error';
import { IntegerField, ListField, NumberField, PathField, TextField } from '../fields/field';
import { AREA, SubtitleSearchInput, type Area } from './ffmpeg.tasks';
import { MediaOutput, Provenance } from './provenance';
import { defineTask } from './task-definition';

const OCR_MODEL = {
  description: 'OCR model of the catalogue; by default the OCR_MODEL of the worker',
  optional: true,
};

class ChoosesOcrModel {
  @TextField(OCR_MODEL)
  model?: string;
}

export class DetectSubtitleAreaInput extends ChoosesOcrModel {
  @PathField({
    description: 'directory of pictures; taken from ffmpeg.extract_keyframes when missing',
    path: 'directory',
  })
  keyframe_dir!: string;
}

export class DetectSubtitleAreaOutput extends MediaOutput {
  @ListField({
    description: 'area [x1, y1, x2, y2] in pixels, around all places of subtitles; null when none were found',
    items: 'integer',
    optional: true,
  })
  subtitle_area!: Area | null;

  @NumberField({ description: 'share of the pictures with text in that area, 0 to 1' })
  confidence!: number;

  @IntegerField({ description: 'pictures looked at' })
  frames_examined!: number;

  @PathField({ description: 'the directory of the pictures', path: 'directory' })
  keyframe_dir!: string;
}

export const detectSubtitleAreaTask = defineTask({
  name: 'paddleocr.detect_subtitle_area',
  service: 'paddleocr',
  description: 'Where in the picture the subtitles stand',
  input: DetectSubtitleAreaInput,
  output: DetectSubtitleAreaOutput,
  device: 'auto',
  limits: { timeout: 1800 },
  sources: { keyframe_dir: ['ffmpeg.extract_keyframes.keyframe_dir'] },
});

export class CreateStitchedImagesInput {
  @PathField({
    description: 'directory of cropped pictures; taken from ffmpeg.crop_subtitle_images when missing',
    path: 'directory',
  })
  cropped_images_path!: string;

  @PathField({ description: 'manifest of the pictures; taken from ffmpeg.crop_subtitle_images when missing' })
  crop_manifest_path!: string;

  @IntegerField({
    description: 'most pictures stitched into one; fewer where they are large',
    minimum: 1,
    maximum: 100,
  })
  batch_size = 10;
}

export class CreateStitchedImagesOutput extends Provenance {
  @PathField({ description: 'directory of the stitched pictures', path: 'directory' })
  multi_frames_path!: string;

  @PathField({ description: 'JSON: which part of which stitched picture is which frame' })
  manifest_path!: string;

  @IntegerField({ description: 'stitched pictures written' })
  stitched_images_count!: number;
}

export const createStitchedImagesTask = defineTask({
  name: 'paddleocr.create_stitched_images',
  service: 'paddleocr',
  description: 'Puts many subtitle pictures below each other into few',
  input: CreateStitchedImagesInput,
  output: CreateStitchedImagesOutput,
  device: 'cpu',
  limits: { timeout: 1800 },
  sources: {
    cropped_images_path: ['ffmpeg.crop_subtitle_images.cropped_images_path'],
    crop_manifest_path: ['ffmpeg.crop_subtitle_images.manifest_path'],
  },
  lists: { crop_manifest_path: { list: 'frames', directory: 'cropped_images_path' } },
});

export class PerformOcrInput extends ChoosesOcrModel {
  @PathField({
    description: 'manifest of stitched pictures; taken from paddleocr.create_stitched_images when missing',
    optional: true,
  })
  manifest_path?: string;

  @PathField({
    description: 'stitched pictures; taken from paddleocr.create_stitched_images when missing',
    path: 'directory',
    optional: true,
  })
  multi_frames_path?: string;

  @PathField({ description: 'one picture (PNG, JPEG, WebP, TIFF) or a PDF instead of stitched ones', optional: true })
  image_path?: string;

  @IntegerField({ description: 'first page of a PDF that is read', minimum: 1, maximum: 1_000_000 })
  first_page = 1;

  @IntegerField({
    description: 'last page of a PDF that is read; by default its last one; at most 500 pages are read',
    minimum: 1,
    maximum: 1_000_000,
    optional: true,
  })
  last_page?: number;

  @IntegerField({ description: 'dots per inch in which the pages of a PDF are drawn', minimum: 72, maximum: 600 })
  dpi = 200;
}

/** Characters of a text that the record itself holds. */
export const MAX_OCR_TEXT = 1_000_000;

export class PerformOcrOutput extends MediaOutput {
  @PathField({
    description:
      'JSON: per picture, page or frame its lines with text, confidence and box, in the order in which one reads them',
  })
  ocr_results_path!: string;

  @IntegerField({ description: 'pictures, pages or frames that were read' })
  ocr_results_count!: number;

  @TextField({
    description: 'the text of a picture or PDF, columns one after the other; a form feed parts pages',
    optional: true,
    minLength: 0,
    maxLength: MAX_OCR_TEXT,
  })
  text?: string;

  @PathField({ description: 'that text as a file, also where it is longer than `text` may be', optional: true })
  text_file?: string;
}

export const performOcrTask = defineTask({
  name: 'paddleocr.perform_ocr',
  service: 'paddleocr',
  description: 'Reads the text of a picture, of the pages of a PDF, or of stitched subtitle pictures',
  input: PerformOcrInput,
  output: PerformOcrOutput,
  device: 'auto',
  sources: {
    manifest_path: ['paddleocr.create_stitched_images.manifest_path'],
    multi_frames_path: ['paddleocr.create_stitched_images.multi_frames_path'],
  },
  lists: { manifest_path: { list: 'images', directory: 'multi_frames_path' } },
  check: ({ first_page, last_page = Infinity }): FieldProblems =>
    last_page < first_page ? { last_page: `must not be less than first_page, which is ${first_page}` } : {},
});

export class PostprocessAndFinalizeInput {
  @PathField({ description: 'results of the OCR; taken from paddleocr.perform_ocr when missing' })
  ocr_results_file!: string;

  @PathField({
    description: 'manifest of the pictures with their times; taken from ffmpeg.crop_subtitle_images when missing',
  })
  manifest_file!: string;

  @PathField({ description: 'the video; not needed, because the manifest tells the times', optional: true })
  video_path?: string;
}

class SubtitleFiles extends MediaOutput {
  @PathField({ description: 'the subtitles as SRT' })
  srt_file!: string;

  @PathField({ description: 'the subtitles as JSON: [{start, end, text, confidence}]; times in seconds' })
  json_file!: string;

  @IntegerField({ description: 'subtitles found' })
  cue_count!: number;

  @PathField({
    description:
      'JSON: where each subtitle stands in the picture of the video, {width, height, texts: [{start, end, boxes: [[x1, y1, x2, y2]]}]}; missing where the manifest does not say how large the picture is',
    optional: true,
  })
  boxes_file?: string;
}

export class PostprocessAndFinalizeOutput extends SubtitleFiles {}

export const postprocessAndFinalizeTask = defineTask({
  name: 'paddleocr.postprocess_and_finalize',
  service: 'paddleocr',
  description: 'Merges equal neighbours of the OCR results into subtitles',
  input: PostprocessAndFinalizeInput,
  output: PostprocessAndFinalizeOutput,
  device: 'cpu',
  limits: { timeout: 600 },
  sources: {
    ocr_results_file: ['paddleocr.perform_ocr.ocr_results_path'],
    manifest_file: ['ffmpeg.crop_subtitle_images.manifest_path'],
  },
});

export class ExtractSubtitlesInput extends SubtitleSearchInput {
  @ListField({
    description: 'area of the subtitles [x1, y1, x2, y2] in pixels; found by looking when missing',
    optional: true,
    ...AREA,
  })
  subtitle_area?: Area;

  @TextField(OCR_MODEL)
  model?: string;
}

export class ExtractSubtitlesOutput extends SubtitleFiles {
  @ListField({
    description:
      'area [x1, y1, x2, y2] around the places that were read; null when none was found, and degraded says so',
    items: 'integer',
    optional: true,
  })
  subtitle_area!: Area | null;

  @IntegerField({ description: 'pictures looked at' })
  frames_examined!: number;

  @IntegerField({ description: 'pictures that were read: one per change' })
  frames_read!: number;
}

export const extractSubtitlesTask = defineTask({
  name: 'paddleocr.extract_subtitles',
  service: 'paddleocr',
  description: 'Burnt-in subtitles of a video as SRT, in one call; texts that stand for less than 0.3 s are not seen',
  input: ExtractSubtitlesInput,
  output: ExtractSubtitlesOutput,
  device: 'auto',
  limits: { timeout: 14_400 },
});
