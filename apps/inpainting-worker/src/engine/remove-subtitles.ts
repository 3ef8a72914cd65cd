import type { Area, RemoveSubtitlesInput, RemoveSubtitlesOutput } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { probeMedia, requireLength, requireVideo, type MediaInfo, type VideoStream } from '@switchyard/media';
import type { RepaintJob, RepaintReport } from '../inpainting-methods';
import { readBoxedTexts, type BoxedText, type BoxedTexts } from './boxed-texts';
import { delogoFilters } from './delogo';
import { findTexts, type FoundTexts } from './find-texts';
import { lineBoxes } from './line-boxes';
import { painterOf } from './painter';
import type { FramePainter } from './patches';
import { repaint, type NewPicture } from './repaint';
import { boxesMask, strokeMask } from './stroke-mask';

/** Share of the progress that looking for texts takes. */
const FINDING = 0.3;
const NO_TEXT =
  'no text was found in the area, so the picture is as it was; text is seen that stands for 0.3 s or more';
const NO_BOXES = 'boxes_file names no text that is in the picture, so the picture is as it was';
/** Pixels around boxes that they are filled from. */
const AROUND = 16;

/** What is made of the picture, how many texts that removes, and what to tell of it. */
interface Removal {
  picture: NewPicture;
  removed: number;
  degraded: string[];
}

/** Fills the place of each text that stands in the picture, by its boxes or as it is found in an area. */
export async function removeSubtitles(
  { input, outputDir, tempDir, network, threads }: RepaintJob<RemoveSubtitlesInput>,
  work: EngineWork,
): Promise<RepaintReport<RemoveSubtitlesOutput>> {
  const { signal } = work;
  const info = await probeMedia(input.video_path, signal);
  const [video, seconds] = [requireVideo(info), requireLength(info)];
  const { boxes_file, subtitle_area: area } = input;
  const boxed = boxes_file ? await readBoxedTexts(boxes_file, { video, seconds, area }) : undefined;
  const { painter, said, close } = await painterOf(input.method, { network, threads, signal });
  const looking = { ...work, progress: (fraction: number, note?: string) => work.progress(FINDING * fraction, note) };
  const make = async (): Promise<RepaintReport<RemoveSubtitlesOutput>> => {
    const removal = boxed
      ? await byBoxes(boxed, { info, video, painter }, looking)
      : await byArea(area, { info, video, painter }, looking);
    const { picture } = removal;
    const onProgress = (fraction: number): void => work.progress(FINDING + (1 - FINDING) * fraction, 'painting');
    const made = await repaint({ info, picture, crf: input.crf, outputDir, tempDir, signal, onProgress });
    return {
      output: {
        video_path: made.path,
        video_duration: made.seconds,
        texts_removed: picture ? removal.removed : 0,
        degraded: [...made.degraded, ...removal.degraded],
      },
      ...said,
      mediaSeconds: seconds,
    };
  };
  return make().finally(close);
}

interface Film {
  info: MediaInfo;
  video: VideoStream;
  /** Missing where ffmpeg fills the boxes. */
  painter?: FramePainter;
}

async function byArea(area: Area | undefined, { info, video, painter }: Film, work: EngineWork): Promise<Removal> {
  const found = await findTexts(info, area ?? [0, 0, video.width, video.height], work);
  const picture = painter ? withoutStrokes(found, painter) : withoutBoxes(linesOf(found), video);
  return { picture, removed: found.texts.length, degraded: picture ? [] : [NO_TEXT] };
}

async function byBoxes({ texts, degraded }: BoxedTexts, film: Film, work: EngineWork): Promise<Removal> {
  const { video, painter } = film;
  const picture = painter ? await withoutStrokesIn(texts, { ...film, painter }, work) : withoutBoxes(texts, video);
  return { picture, removed: texts.length, degraded: picture ? degraded : [...degraded, NO_BOXES] };
}

/** The boxes of the lines as they stand in the whole picture. */
const linesOf = ({ box, texts }: FoundTexts): BoxedText[] =>
  texts.map(({ start, end, edges }) => ({
    ...{ start, end },
    boxes: lineBoxes(edges).map((line) => ({ ...line, x: line.x + box.x, y: line.y + box.y })),
  }));

function withoutBoxes(texts: readonly BoxedText[], size: VideoStream): NewPicture {
  const filters = delogoFilters(texts, size);
  return filters.length > 0 ? { filters } : undefined;
}

function withoutStrokes({ box, texts }: FoundTexts, painter: FramePainter): NewPicture {
  const masks = texts.flatMap(({ start, end, edges }) => {
    const mask = strokeMask(edges, box);
    return mask ? [{ start, end, mask }] : [];
  });
  return masks.length > 0 ? { painting: { box, masks, painter } } : undefined;
}

/** Paints the strokes that are found in the boxes; where none are, all of the boxes. */
async function withoutStrokesIn(
  texts: readonly BoxedText[],
  { info, video, painter }: Film & { painter: FramePainter },
  work: EngineWork,
): Promise<NewPicture> {
  if (texts.length === 0) return undefined;
  const { box, texts: found } = await findTexts(info, areaAround(texts, video), work);
  const masks = texts.flatMap(({ start, end, boxes }) => {
    const within = boxes.map((one) => ({ ...one, x: one.x - box.x, y: one.y - box.y }));
    const strokes = found
      .filter((text) => text.start < end && text.end > start)
      .flatMap(({ edges }) => strokeMask(edges, box, within) ?? []);
    const whole = strokes.length > 0 ? strokes : [boxesMask(within, box)].flatMap((mask) => mask ?? []);
    return whole.map((mask) => ({ start, end, mask }));
  });
  return masks.length > 0 ? { painting: { box, masks, painter } } : undefined;
}

/** Around all boxes, with pixels to fill them from. */
function areaAround(texts: readonly BoxedText[], { width, height }: VideoStream): Area {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const box of texts.flatMap(({ boxes }) => boxes)) {
    [left, top] = [Math.min(left, box.x), Math.min(top, box.y)];
    [right, bottom] = [Math.max(right, box.x + box.width), Math.max(bottom, box.y + box.height)];
  }
  return [
    ...[Math.max(0, left - AROUND), Math.max(0, top - AROUND)],
    ...[Math.min(width, right + AROUND), Math.min(height, bottom + AROUND)],
  ] as unknown as Area;
}
