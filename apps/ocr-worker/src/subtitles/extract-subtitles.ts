import { join } from 'node:path';
import type { Area } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { keyframes, probeMedia, requireVideo, shortfallOf, subtitleFrames, type MediaInfo } from '@switchyard/media';
import type { ExtractedSubtitles } from '../ocr-methods';
import type { OcrEngine } from '../ocr/ocr-engine';
import { loadPicture } from '../ocr/picture';
import { mergeReadings, type Reading } from './merge-readings';
import { findSubtitleArea, NO_AREA } from './subtitle-area';

interface Video {
  videoPath: string;
  area?: Area;
  fps: number;
  tempDir: string;
}

/** Pictures in which the area is looked for: enough to see many subtitles, few enough to take seconds. */
const LEAST_SAMPLES = 24;
const MOST_SAMPLES = 60;
const SECONDS_PER_SAMPLE = 10;
/** Share of the progress that finding the area takes. */
const FINDING = 0.2;

/** Burnt-in subtitles of a video: finds their area unless it is given, reads one picture per change, merges what was read. */
export async function extractSubtitles(ocr: OcrEngine, video: Video, work: EngineWork): Promise<ExtractedSubtitles> {
  const info = await probeMedia(video.videoPath, work.signal);
  requireVideo(info);
  const mediaSeconds = info.format.duration;
  const area = video.area ?? (await findArea(ocr, info, video.tempDir, work));
  const common = { area, mediaSeconds, degraded: shortfallOf(info) };
  if (!area) return { ...common, degraded: [...common.degraded, NO_AREA], cues: [], framesExamined: 0, framesRead: 0 };
  return { ...common, ...(await readArea(ocr, info, area, video, work)) };
}

async function findArea(ocr: OcrEngine, info: MediaInfo, directory: string, work: EngineWork): Promise<Area | null> {
  const { width, height } = requireVideo(info);
  const wanted = Math.round((info.format.duration ?? 0) / SECONDS_PER_SAMPLE);
  const count = Math.min(MOST_SAMPLES, Math.max(LEAST_SAMPLES, wanted));
  const { signal } = work;
  const pictures = await keyframes({ info, count, selection: 'even', format: 'jpeg', directory, signal });
  const boxes = [];
  for (const [done, { file }] of pictures.entries()) {
    boxes.push(await ocr.detectText(await loadPicture(join(directory, file))));
    work.progress((FINDING * (done + 1)) / pictures.length, 'looking for the subtitle area');
  }
  return findSubtitleArea(boxes, width, height).area;
}

async function readArea(
  ocr: OcrEngine,
  info: MediaInfo,
  area: Area,
  video: Video,
  work: EngineWork,
): Promise<Pick<ExtractedSubtitles, 'cues' | 'framesExamined' | 'framesRead'>> {
  const begin = video.area ? 0 : FINDING;
  const readings: Reading[] = [];
  let framesExamined = 0;
  const onProgress = (fraction: number, examined: number): void => {
    framesExamined = examined;
    work.progress(begin + (1 - begin) * fraction, `${readings.length} pictures read`);
  };
  const { fps } = video;
  for await (const frame of subtitleFrames({ info, area, fps, signal: work.signal, onProgress })) {
    const lines = await ocr.readPicture({ ...frame, data: frame.rgb }, { layout: 'subtitle' });
    readings.push({ start: frame.start, end: frame.end, lines });
  }
  return { cues: mergeReadings(readings), framesExamined, framesRead: readings.length };
}
