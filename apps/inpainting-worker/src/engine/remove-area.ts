import { InputRejectedError, type RemoveAreaInput, type RemoveAreaOutput } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { areaToBox, probeMedia, requireLength, requireVideo, type Box, type VideoStream } from '@switchyard/media';
import type { RepaintJob, RepaintReport } from '../inpainting-methods';
import { delogoFilters } from './delogo';
import { painterOf } from './painter';
import type { FramePainter } from './patches';
import { repaint, type NewPicture } from './repaint';
import { boxMask } from './stroke-mask';

/** Pixels around an area that it is filled from. */
const AROUND = 16;

/** Fills an area of a video from what is around it, all the time or between two times. */
export async function removeArea(
  { input, outputDir, tempDir, network, threads }: RepaintJob<RemoveAreaInput>,
  { signal, progress }: EngineWork,
): Promise<RepaintReport<RemoveAreaOutput>> {
  const info = await probeMedia(input.video_path, signal);
  const video = requireVideo(info);
  const seconds = requireLength(info);
  const { start = 0, end = Infinity } = input;
  if (start >= seconds)
    throw new InputRejectedError(`start is ${start} s, but the video is only ${seconds.toFixed(1)} s long`);
  const box = areaToBox(input.area, video);
  if (box.width > video.width - 2 || box.height > video.height - 2)
    throw new InputRejectedError('the area is as wide or as high as the picture: nothing is left to fill it from');
  const time = { start, end };
  const { painter, said, close } = await painterOf(input.method, { network, threads, signal });
  const picture = painter ? painted(box, time, video, painter) : filled(box, time, video);
  const painting = { info, picture, crf: input.crf, outputDir, tempDir, signal, onProgress: progress };
  const made = await repaint(painting).finally(close);
  return {
    output: { video_path: made.path, video_duration: made.seconds, degraded: made.degraded },
    ...said,
    mediaSeconds: seconds,
  };
}

interface Time {
  start: number;
  end: number;
}

const filled = (box: Box, { start, end }: Time, size: VideoStream): NewPicture => ({
  filters: delogoFilters([{ start, end, boxes: [box] }], size),
});

function painted(box: Box, time: Time, size: VideoStream, painter: FramePainter): NewPicture {
  const [left, top] = [Math.max(0, box.x - AROUND), Math.max(0, box.y - AROUND)];
  const right = Math.min(even(size.width), box.x + box.width + AROUND);
  const around = {
    x: left,
    y: top,
    width: right - left,
    height: Math.min(even(size.height), box.y + box.height + AROUND) - top,
  };
  const mask = boxMask({ ...box, x: box.x - left, y: box.y - top }, around);
  return mask && { painting: { box: around, masks: [{ ...time, mask }], painter } };
}

const even = (value: number): number => Math.floor(value / 2) * 2;
