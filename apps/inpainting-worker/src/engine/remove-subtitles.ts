import type { RemoveSubtitlesInput, RemoveSubtitlesOutput } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { ffmpegVersion, probeMedia, requireLength, requireVideo, type VideoStream } from '@switchyard/media';
import type { RepaintJob, RepaintReport } from '../inpainting-methods';
import { delogoFilters } from './delogo';
import { findTexts, type FoundTexts } from './find-texts';
import { lineBoxes } from './line-boxes';
import { startOpencv } from './opencv';
import { repaint, type NewPicture } from './repaint';
import { strokeMask } from './stroke-mask';

/** Share of the progress that looking for texts takes. */
const FINDING = 0.3;
const NO_TEXT =
  'no text was found in the area, so the picture is as it was; text is seen that stands for 0.3 s or more';

/** Finds each text that stands in an area of a video, and fills its place from what is around it. */
export async function removeSubtitles(
  { input, outputDir, tempDir }: RepaintJob<RemoveSubtitlesInput>,
  work: EngineWork,
): Promise<RepaintReport<RemoveSubtitlesOutput>> {
  const { signal } = work;
  const info = await probeMedia(input.video_path, signal);
  const video = requireVideo(info);
  const looking = { ...work, progress: (fraction: number, note?: string) => work.progress(FINDING * fraction, note) };
  const found = await findTexts(info, input.subtitle_area, looking);
  const picture = input.method === 'fast' ? withoutBoxes(found, video) : withoutStrokes(found);
  const engine = await engineOf(input.method, signal);
  const onProgress = (fraction: number): void => work.progress(FINDING + (1 - FINDING) * fraction, 'painting');
  const made = await repaint({ info, picture, crf: input.crf, outputDir, tempDir, signal, onProgress });
  return {
    output: {
      video_path: made.path,
      video_duration: made.seconds,
      texts_removed: picture ? found.texts.length : 0,
      degraded: [...made.degraded, ...(picture ? [] : [NO_TEXT])],
    },
    engine,
    mediaSeconds: requireLength(info),
  };
}

/** Starts what a method needs and says what it is; OpenCV is large. */
export async function engineOf(
  method: 'fast' | 'quality',
  signal: AbortSignal,
): Promise<RepaintReport<object>['engine']> {
  if (method === 'fast') return { name: 'ffmpeg', version: await ffmpegVersion(signal) };
  return { name: 'opencv', version: await startOpencv() };
}

/** Fills the boxes of the lines as they stand in the whole picture. */
function withoutBoxes({ box, texts }: FoundTexts, size: VideoStream): NewPicture {
  const fillings = texts.map(({ start, end, edges }) => ({
    ...{ start, end },
    boxes: lineBoxes(edges).map((line) => ({ ...line, x: line.x + box.x, y: line.y + box.y })),
  }));
  const filters = delogoFilters(fillings, size);
  return filters.length > 0 ? { filters } : undefined;
}

function withoutStrokes({ box, texts }: FoundTexts): NewPicture {
  const masks = texts.flatMap(({ start, end, edges }) => {
    const mask = strokeMask(edges, box);
    return mask ? [{ start, end, mask }] : [];
  });
  return masks.length > 0 ? { painting: { box, masks } } : undefined;
}
