import type { RemoveSubtitlesInput, RemoveSubtitlesOutput } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { ffmpegVersion, probeMedia, requireLength, requireVideo } from '@switchyard/media';
import type { RepaintJob, RepaintReport } from '../inpainting-methods';
import { delogoFilters, type Filling } from './delogo';
import { findTexts, type FoundTexts } from './find-texts';
import { lineBoxes } from './line-boxes';
import { repaint } from './repaint';

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
  const size = requireVideo(info);
  const looking = { ...work, progress: (fraction: number, note?: string) => work.progress(FINDING * fraction, note) };
  const found = await findTexts(info, input.subtitle_area, looking);
  const filters = delogoFilters(fillingsOf(found), size);
  const onProgress = (fraction: number): void => work.progress(FINDING + (1 - FINDING) * fraction, 'painting');
  const made = await repaint({ info, filters, crf: input.crf, outputDir, tempDir, signal, onProgress });
  return {
    output: {
      video_path: made.path,
      video_duration: made.seconds,
      texts_removed: found.texts.length,
      degraded: [...made.degraded, ...(found.texts.length === 0 ? [NO_TEXT] : [])],
    },
    engine: { name: 'ffmpeg', version: await ffmpegVersion(signal) },
    mediaSeconds: requireLength(info),
  };
}

/** The boxes of texts as they stand in the whole picture. */
const fillingsOf = ({ box, texts }: FoundTexts): Filling[] =>
  texts.map(({ start, end, edges }) => ({
    ...{ start, end },
    boxes: lineBoxes(edges).map((line) => ({ ...line, x: line.x + box.x, y: line.y + box.y })),
  }));
