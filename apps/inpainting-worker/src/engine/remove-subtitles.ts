import type { RemoveSubtitlesInput, RemoveSubtitlesOutput } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { probeMedia, requireLength, requireVideo, type VideoStream } from '@switchyard/media';
import type { RepaintJob, RepaintReport } from '../inpainting-methods';
import { delogoFilters } from './delogo';
import { findTexts, type FoundTexts } from './find-texts';
import { lineBoxes } from './line-boxes';
import { painterOf } from './painter';
import type { Paint } from './patches';
import { repaint, type NewPicture } from './repaint';
import { strokeMask } from './stroke-mask';

/** Share of the progress that looking for texts takes. */
const FINDING = 0.3;
const NO_TEXT =
  'no text was found in the area, so the picture is as it was; text is seen that stands for 0.3 s or more';

/** Finds each text that stands in an area of a video, and fills its place from what is around it. */
export async function removeSubtitles(
  { input, outputDir, tempDir, network }: RepaintJob<RemoveSubtitlesInput>,
  work: EngineWork,
): Promise<RepaintReport<RemoveSubtitlesOutput>> {
  const { signal } = work;
  const info = await probeMedia(input.video_path, signal);
  const video = requireVideo(info);
  const looking = { ...work, progress: (fraction: number, note?: string) => work.progress(FINDING * fraction, note) };
  const found = await findTexts(info, input.subtitle_area, looking);
  const painter = await painterOf(input.method, network, signal);
  const picture = painter.paint ? withoutStrokes(found, painter.paint) : withoutBoxes(found, video);
  const onProgress = (fraction: number): void => work.progress(FINDING + (1 - FINDING) * fraction, 'painting');
  const painting = { info, picture, crf: input.crf, outputDir, tempDir, signal, onProgress };
  const made = await repaint(painting).finally(() => painter.close());
  return {
    output: {
      video_path: made.path,
      video_duration: made.seconds,
      texts_removed: picture ? found.texts.length : 0,
      degraded: [...made.degraded, ...(picture ? [] : [NO_TEXT])],
    },
    ...painter.said,
    mediaSeconds: requireLength(info),
  };
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

function withoutStrokes({ box, texts }: FoundTexts, paint: Paint): NewPicture {
  const masks = texts.flatMap(({ start, end, edges }) => {
    const mask = strokeMask(edges, box);
    return mask ? [{ start, end, mask }] : [];
  });
  return masks.length > 0 ? { painting: { box, masks, paint } } : undefined;
}
