import type { Area } from '@switchyard/contracts';
import { areaToBox, outputSize } from '@switchyard/media';
import type { ReadCue } from './merge-readings';

/** Width and height of a video, in pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

/** Cues that were read in the pictures of an area, with their boxes in the pixels of the whole picture. */
export function inPicture(area: Area, picture: PictureSize): (cue: ReadCue) => ReadCue {
  const box = areaToBox(area, picture);
  const [across, down] = [box.width / outputSize(box).width, box.height / outputSize(box).height];
  return ({ boxes, ...cue }) => ({
    ...cue,
    ...(boxes && {
      boxes: boxes.map(([x1, y1, x2, y2]) => [
        box.x + x1 * across,
        box.y + y1 * down,
        box.x + x2 * across,
        box.y + y2 * down,
      ]),
    }),
  });
}
