import type { Area } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { areaToBox, requireVideo, subtitleFrames, type Box, type MediaInfo, type TextEdges } from '@switchyard/media';
import { MARGIN } from './boxed-texts';

/** A text that stands in an area from `start` to `end`, in seconds. */
export interface FoundText {
  start: number;
  end: number;
  edges: TextEdges;
}

/** The texts of an area, and where its own zero is in the picture. */
export interface FoundTexts {
  box: Box;
  texts: FoundText[];
}

/** Looks for text in an area of all pictures of a video; an area outside of the picture is refused. */
export async function findTexts(info: MediaInfo, area: Area, { signal, progress }: EngineWork): Promise<FoundTexts> {
  const box = areaToBox(area, requireVideo(info));
  const texts: FoundText[] = [];
  const onProgress = (fraction: number): void => progress(fraction, `${texts.length} texts found`);
  for await (const { start, end, edges } of subtitleFrames({ info, area, fps: 4, signal, onProgress })) {
    texts.push({ start: start - MARGIN, end: end + MARGIN, edges });
  }
  return { box, texts };
}
