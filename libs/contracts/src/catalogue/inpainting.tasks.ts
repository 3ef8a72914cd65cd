import type { FieldProblems } from '../errors/request-error';
import { ChoiceField, IntegerField, ListField, NumberField, PathField } from '../fields/field';
import { AREA, type Area } from './ffmpeg.tasks';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

export const REMOVAL_METHODS = ['fast', 'quality', 'model'] as const;
export type RemovalMethod = (typeof REMOVAL_METHODS)[number];

/** A video whose picture is made anew. */
class RepaintInput {
  @PathField({ description: 'video file; everything but its picture stays as it is' })
  video_path!: string;

  @IntegerField({ description: 'quality: 0 lossless to 51 worst (x264 CRF)', minimum: 0, maximum: 51 })
  crf = 18;
}

class RepaintOutput extends MediaOutput {
  @PathField({ description: 'the video; audio and times of the pictures as they were' })
  video_path!: string;

  @NumberField({ description: 'length of the video', unit: 'seconds' })
  video_duration!: number;
}

export class RemoveSubtitlesInput extends RepaintInput {
  @ListField({
    description:
      'area of the subtitles [x1, y1, x2, y2] in pixels; only the text in it is touched; taken from an earlier stage when missing',
    optional: true,
    ...AREA,
  })
  subtitle_area?: Area;

  @PathField({
    description:
      'JSON: where text stands in the picture and when, {width, height, texts: [{start, end, boxes: [[x1, y1, x2, y2]]}]}, width and height of this video; it is removed there and then, and 0.16 s before and after because it may fade; taken from paddleocr.extract_subtitles or paddleocr.postprocess_and_finalize when missing; without it text is looked for in subtitle_area',
    optional: true,
  })
  boxes_file?: string;

  @ChoiceField(REMOVAL_METHODS, {
    description:
      'fast: fills the box around each line of text from its border; quality: paints over the strokes of the letters alone, much slower; model: a network (LaMa) paints what the strokes hid, slowest, where its weights are present',
  })
  method: RemovalMethod = 'fast';
}

export class RemoveSubtitlesOutput extends RepaintOutput {
  @IntegerField({ description: 'texts that were removed' })
  texts_removed!: number;
}

const AREA_SOURCES = ['paddleocr.extract_subtitles.subtitle_area', 'paddleocr.detect_subtitle_area.subtitle_area'];
const BOXES_SOURCES = ['paddleocr.extract_subtitles.boxes_file', 'paddleocr.postprocess_and_finalize.boxes_file'];

export const removeSubtitlesTask = defineTask({
  name: 'inpainting.remove_subtitles',
  service: 'inpainting',
  description:
    'A video without its burnt-in subtitles, by an area or by the boxes of an OCR; in an area, texts that stand for less than 0.3 s are not seen',
  input: RemoveSubtitlesInput,
  output: RemoveSubtitlesOutput,
  device: 'cpu',
  limits: { timeout: 14_400 },
  sources: {
    subtitle_area: AREA_SOURCES,
    boxes_file: BOXES_SOURCES,
  },
  check: ({ subtitle_area, boxes_file }): FieldProblems =>
    subtitle_area || boxes_file
      ? {}
      : {
          subtitle_area: `is required: boxes_file is not given either, and the workflow has no stage to take one from (${[...AREA_SOURCES, ...BOXES_SOURCES].join(', ')})`,
        },
});

export class RemoveAreaInput extends RepaintInput {
  @ListField({ description: 'area [x1, y1, x2, y2] in pixels, e.g. of a logo; all of it is painted over', ...AREA })
  area!: Area;

  @NumberField({ description: 'where to begin', unit: 'seconds', minimum: 0, optional: true })
  start?: number;

  @NumberField({ description: 'where to end', unit: 'seconds', minimum: 0, optional: true })
  end?: number;

  @ChoiceField(REMOVAL_METHODS, {
    description:
      'fast: fills the area from its border; quality: goes on with what comes to the border, much slower; model: a network (LaMa) paints it, slowest, where its weights are present',
  })
  method: RemovalMethod = 'fast';
}

export class RemoveAreaOutput extends RepaintOutput {}

export const removeAreaTask = defineTask({
  name: 'inpainting.remove_area',
  service: 'inpainting',
  description: 'A video without what stands in one area of its picture, such as a logo',
  input: RemoveAreaInput,
  output: RemoveAreaOutput,
  device: 'cpu',
  limits: { timeout: 14_400 },
  check: ({ start = 0, end = Infinity }): FieldProblems =>
    end > start ? {} : { end: `must be greater than start (${start} s)` },
});
