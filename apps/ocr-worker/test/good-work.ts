import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  PICTURE_TEXT,
  blankPicture,
  croppedSubtitles,
  hugePicture,
  pdf,
  scannedPdf,
  SCANNED_LINES,
  subtitledPictures,
  subtitledVideo,
  textPicture,
  textlessVideo,
  threeHourVideo,
  type HappyCase,
  type Outcome,
  type PdfLine,
} from '@switchyard/testing';
import {
  characterErrorRate,
  compareSubtitles,
  parseSegments,
  parseSrt,
  parseTextBoxes,
  type Cue,
  type TextBoxes,
} from '@switchyard/subtitles';
import { ocrResults, stitchedManifest } from './made-inputs';

interface OcrLine {
  text: string;
  confidence: number;
  box: number[];
}

interface OcrResults {
  results: { file: string; start: number | null; lines: OcrLine[] }[];
}

const resultsOf = async ({ file }: Outcome): Promise<OcrResults['results']> =>
  (JSON.parse(await readFile(file('ocr_results_path'), 'utf8')) as OcrResults).results;

const readPicture = (title: string, picture: () => Promise<string>, text: string): HappyCase => ({
  title,
  task: 'paddleocr.perform_ocr',
  input: async (put) => ({ image_path: await put(picture()) }),
  check: async (outcome) => {
    expect(outcome.output).toMatchObject({ text, ocr_results_count: 1 });
    const [result] = await resultsOf(outcome);
    expect(result?.lines.map((line) => line.text)).toEqual(text === '' ? [] : [text]);
    for (const { confidence } of result?.lines ?? []) expect(confidence).toBeGreaterThan(0.8);
  },
});

const LEFT = ['The bridge was built of stone', 'from the hills in the north', 'and stood for many years.'];
const RIGHT = ['Nobody knew why it was closed', 'for the whole of that summer', 'until the letter was found.'];

const inColumn = (x: number, lines: readonly string[]): PdfLine[] => lines.map((line, at) => [x, 700 - 22 * at, line]);

const documents: HappyCase[] = [
  {
    title: 'the pages of a PDF, columns one after the other',
    task: 'paddleocr.perform_ocr',
    input: async (put) => {
      const pages = [[[72, 700, 'not read'] as PdfLine], [...inColumn(320, RIGHT), ...inColumn(72, LEFT)]];
      return { image_path: await put(pdf([...pages, inColumn(72, RIGHT)])), first_page: 2 };
    },
    check: async (outcome) => {
      const text = `${[...LEFT, ...RIGHT].join('\n')}\f${RIGHT.join('\n')}`;
      expect(outcome.output).toMatchObject({ text, ocr_results_count: 2 });
      expect(await readFile(outcome.file('text_file'), 'utf8')).toBe(text);
      const [columns, last] = await resultsOf(outcome);
      expect([columns, last]).toMatchObject([
        { page: 2, width: 1652, height: 2338 },
        { page: 3, width: 1652 },
      ]);
      const [x1 = 0, y1 = 0] = columns!.lines[3]!.box;
      expect(Math.abs(x1 - (320 * 200) / 72)).toBeLessThan(15);
      expect(Math.abs(y1 - ((842 - 711) * 200) / 72)).toBeLessThan(25);
    },
  },
];

documents.push(
  {
    title: 'a scanned page',
    task: 'paddleocr.perform_ocr',
    input: async (put) => ({ image_path: await put(scannedPdf()) }),
    check: ({ output }) => expect(output).toMatchObject({ text: SCANNED_LINES.join('\n'), degraded: [] }),
  },
  {
    title: 'a page with one short line',
    task: 'paddleocr.perform_ocr',
    input: async (put) => ({ image_path: await put(pdf([[[72, 700, 'Total: 42']]])) }),
    check: async (outcome) => {
      expect(outcome.output).toMatchObject({ text: 'Total: 42' });
      const [left = 0, top = 0] = (await resultsOf(outcome))[0]!.lines[0]!.box;
      expect(Math.abs(left - (72 * 200) / 72)).toBeLessThan(15);
      expect(Math.abs(top - ((842 - 711) * 200) / 72)).toBeLessThan(25);
    },
  },
);

/** At most 2 % wrong characters, every subtitle found and none invented, times within 150 ms. */
export async function expectTruth(cues: readonly Cue[]): Promise<void> {
  const { truth } = await subtitledVideo();
  const { cer, cueTimeErrorMedianMs, matched, missed, extra } = compareSubtitles(cues, truth);
  expect({ matched, missed, extra }).toEqual({ matched: truth.length, missed: 0, extra: 0 });
  expect(cer).toBeLessThanOrEqual(0.02);
  expect(cueTimeErrorMedianMs.start).toBeLessThanOrEqual(150);
  expect(cueTimeErrorMedianMs.end).toBeLessThanOrEqual(150);
}

/** The text stands between 300 and 340 of 360 rows, and between 200 and 440 of 640 columns. */
function expectSubtitleArea(area: unknown): void {
  const [left = NaN, top = NaN, right = NaN, bottom = NaN] = area as number[];
  expect({ left: left <= 200, right: right >= 440 && right <= 640 }).toEqual({ left: true, right: true });
  expect(bottom).toBeGreaterThanOrEqual(338);
  expect(bottom).toBeLessThanOrEqual(360);
  expect(top).toBeLessThanOrEqual(308);
  expect(top).toBeGreaterThanOrEqual(240);
}

/** A box of one line for each subtitle, in its time and in the pixels of the video. */
function expectBoxes({ texts, ...size }: TextBoxes, cues: readonly Cue[]): void {
  expect(size).toEqual({ width: 640, height: 360 });
  expect(texts.map(({ start, end }) => ({ start, end }))).toEqual(cues.map(({ start, end }) => ({ start, end })));
  for (const { boxes } of texts) {
    expect(boxes).toHaveLength(1);
    const [[left, top, right, bottom] = [NaN, NaN, NaN, NaN]] = boxes;
    expect([left > 160, left < 205, right > 435, right < 480]).toEqual([true, true, true, true]);
    expect([top > 295, top < 318, bottom > 326, bottom < 345]).toEqual([true, true, true, true]);
  }
}

const extraction: HappyCase[] = [
  {
    title: 'the subtitles of a moving picture, without a stated area',
    task: 'paddleocr.extract_subtitles',
    input: async (put) => ({ video_path: await put((await subtitledVideo()).path) }),
    check: async ({ output, file }) => {
      const cues = parseSrt(await readFile(file('srt_file'), 'utf8'));
      await expectTruth(cues);
      expect(parseSegments(await readFile(file('json_file'), 'utf8'))).toEqual(cues);
      expect(output).toMatchObject({ cue_count: cues.length, real_time_factor: expect.any(Number) });
      expectSubtitleArea(output['subtitle_area']);
      expectBoxes(parseTextBoxes(await readFile(file('boxes_file'), 'utf8')), cues);
      expect(output['frames_read']).toBeLessThan(Number(output['frames_examined']) / 10);
    },
  },
  {
    title: 'the same where the area is known',
    task: 'paddleocr.extract_subtitles',
    input: async (put) => ({ video_path: await put((await subtitledVideo()).path), subtitle_area: [0, 290, 640, 350] }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ subtitle_area: [0, 290, 640, 350] });
      await expectTruth(parseSrt(await readFile(file('srt_file'), 'utf8')));
    },
  },
  {
    title: 'no subtitles in a video that has none',
    task: 'paddleocr.extract_subtitles',
    input: async (put) => ({ video_path: await put(textlessVideo()) }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ cue_count: 0, subtitle_area: null, frames_read: 0 });
      expect(output['degraded']).toEqual([expect.stringMatching(/^no area of subtitles was found/)]);
      expect(parseSrt(await readFile(file('srt_file'), 'utf8'))).toEqual([]);
      expect(JSON.parse(await readFile(file('json_file'), 'utf8'))).toEqual([]);
    },
  },
];

const lasting: HappyCase[] = [
  {
    title: 'the one word of three hours where the area is known',
    task: 'paddleocr.extract_subtitles',
    input: async (put) => ({ video_path: await put(threeHourVideo()), subtitle_area: [0, 110, 320, 180], fps: 1 }),
    check: async ({ file }) => {
      const cues = parseSrt(await readFile(file('srt_file'), 'utf8'));
      expect(cues).toEqual([{ start: 3600, end: 3660, text: 'HELLO' }]);
    },
  },
];

const steps: HappyCase[] = [
  {
    title: 'the lower part of the picture',
    task: 'paddleocr.detect_subtitle_area',
    input: async (put) => ({ keyframe_dir: await put(subtitledPictures()) }),
    check: ({ output }) => {
      expectSubtitleArea(output['subtitle_area']);
      expect(output['confidence']).toBeGreaterThan(0.5);
    },
  },
  {
    title: 'four pictures, two by two',
    task: 'paddleocr.create_stitched_images',
    input: async (put) => {
      const path = await put((await croppedSubtitles()).path);
      return { cropped_images_path: path, crop_manifest_path: `${path}/manifest.json`, batch_size: 2 };
    },
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ stitched_images_count: 2 });
      const { images } = JSON.parse(await readFile(file('manifest_path'), 'utf8')) as { images: StitchedImage[] };
      expect(images.map(({ width, height }) => [width, height])).toEqual([
        [640, 120],
        [640, 120],
      ]);
      expect(images.flatMap(({ parts }) => parts.map(({ file: name, y }) => [name, y]))).toEqual([
        ['0.png', 0],
        ['1.png', 60],
        ['2.png', 0],
        ['3.png', 60],
      ]);
    },
  },
  {
    title: 'the frames of a stitched picture',
    task: 'paddleocr.perform_ocr',
    input: async (put) => {
      const path = await put(stitchedManifest());
      return { manifest_path: `${path}/stitched.json`, multi_frames_path: path };
    },
    check: async (outcome) => {
      const { truth } = await croppedSubtitles();
      const read = await resultsOf(outcome);
      expect(outcome.output).toMatchObject({ ocr_results_count: truth.length });
      expect(outcome.output).not.toHaveProperty('text');
      expect(read.map(({ start }) => start)).toEqual(truth.map(({ start }) => start));
      const text = read.map(({ lines }) => lines.map((line) => line.text).join('\n')).join(' ');
      expect(characterErrorRate(text, truth.map((cue) => cue.text).join(' '))).toBeLessThanOrEqual(0.02);
    },
  },
  {
    title: 'neighbours that were read alike are one subtitle',
    task: 'paddleocr.postprocess_and_finalize',
    input: async (put) => {
      const path = await put(ocrResults());
      return { ocr_results_file: `${path}/ocr_results.json`, manifest_file: `${path}/manifest.json` };
    },
    check: async ({ output, file }) => {
      expect(basename(file('srt_file'))).toMatch(/\.srt$/);
      expect(output).toMatchObject({ cue_count: 2 });
      expect(parseSrt(await readFile(file('srt_file'), 'utf8'))).toEqual([
        { start: 1, end: 3, text: 'The signal turns to green.' },
        { start: 4, end: 5, text: 'Every train\nhas its own track.' },
      ]);
    },
  },
];

interface StitchedImage {
  width: number;
  height: number;
  parts: { file: string; y: number }[];
}

export const happy: HappyCase[] = [
  readPicture('a line of text', () => textPicture(), PICTURE_TEXT),
  readPicture('an empty picture', () => blankPicture(), ''),
  readPicture('a picture of 33 million pixels', () => hugePicture(), PICTURE_TEXT),
  ...documents,
  ...steps,
  ...extraction,
  ...lasting,
];
