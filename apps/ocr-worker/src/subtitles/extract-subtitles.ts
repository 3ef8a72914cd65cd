import { join } from 'node:path';
import type { Area } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { keyframes, probeMedia, requireVideo, shortfallOf, subtitleFrames, type MediaInfo } from '@switchyard/media';
import type { ExtractedSubtitles } from '../ocr-methods';
import { FRAME_SIZE } from '../ocr/layouts';
import type { OcrEngine, ReadPicture } from '../ocr/ocr-engine';
import { loadPicture } from '../ocr/picture';
import type { Box } from '../ocr/region';
import { doubtsOf, fastText } from './doubts';
import { inPicture } from './in-picture';
import { mergeReadings } from './merge-readings';
import type { Reading } from './reading';
import { around, findSubtitleAreas, NO_AREA } from './subtitle-area';

interface Video {
  videoPath: string;
  area?: Area;
  fps: number;
  tempDir: string;
}

/**
 * Pictures in which the area is looked for: a subtitle each half minute is still seen in a short video, and a long one takes
 * seconds.
 */
const MOST_SAMPLES = 120;
const LEAST_SAMPLES = 8;
const SECONDS_PER_SAMPLE = 2;
/** A short video is looked at more often, up to this many times. */
const SHORT_SAMPLES = 24;
const SHORT_SECONDS_PER_SAMPLE = 0.75;
/** Share of the progress that finding the area takes. */
const FINDING = 0.2;

/** Burnt-in subtitles of a video: finds their area unless it is given, reads one picture per change, merges what was read. */
export async function extractSubtitles(ocr: OcrEngine, video: Video, work: EngineWork): Promise<ExtractedSubtitles> {
  const info = await probeMedia(video.videoPath, work.signal);
  const { width, height } = requireVideo(info);
  const areas = video.area ? [video.area] : await findAreas(ocr, info, video.tempDir, work);
  const read: ReadArea[] = [];
  const begin = video.area ? 0 : FINDING;
  for (const [at, area] of areas.entries()) {
    const share = (1 - begin) / areas.length;
    const progress = (fraction: number, note?: string): void => work.progress(begin + share * (at + fraction), note);
    read.push(await readArea(ocr, info, area, video.fps, { ...work, progress }));
  }
  const sum = (count: (one: ReadArea) => number): number => read.reduce((total, one) => total + count(one), 0);
  return {
    area: around(areas),
    picture: { width, height },
    cues: read.flatMap(({ cues }) => cues).sort((a, b) => a.start - b.start),
    framesExamined: Math.max(0, ...read.map(({ framesExamined }) => framesExamined)),
    framesRead: sum(({ framesRead }) => framesRead),
    doubts: {
      unread: sum(({ doubts }) => doubts.unread),
      read: sum(({ doubts }) => doubts.read),
      unsure: sum(({ doubts }) => doubts.unsure),
    },
    mediaSeconds: info.format.duration,
    degraded: [
      ...shortfallOf(info),
      ...(areas.length === 0 ? [NO_AREA] : []),
      ...read.flatMap(({ cues }) => fastText(cues)),
    ],
  };
}

/** How many pictures of a video are searched. */
export function sampleCount(seconds: number): number {
  const short = Math.min(SHORT_SAMPLES, seconds / SHORT_SECONDS_PER_SAMPLE);
  return Math.round(Math.min(MOST_SAMPLES, Math.max(LEAST_SAMPLES, short, seconds / SECONDS_PER_SAMPLE)));
}

async function findAreas(ocr: OcrEngine, info: MediaInfo, directory: string, work: EngineWork): Promise<Area[]> {
  const { width, height } = requireVideo(info);
  const scale = Math.min(1, FRAME_SIZE / Math.max(width, height));
  const size = `${Math.max(1, Math.round(width * scale))}:${Math.max(1, Math.round(height * scale))}`;
  const count = sampleCount(info.format.duration ?? 0);
  const { signal } = work;
  const filter = `scale=${size}:flags=area`;
  const pictures = await keyframes({ info, count, selection: 'even', format: 'jpeg', directory, filter, signal });
  const frames: Box[][] = [];
  for (const [done, { file }] of pictures.entries()) {
    const boxes = await ocr.detectText(await loadPicture(join(directory, file)));
    frames.push(boxes.map((box) => box.map((edge) => edge / scale) as Box));
    work.progress((FINDING * (done + 1)) / pictures.length, 'looking for the subtitle area');
  }
  return findSubtitleAreas(frames, width, height).areas;
}

type ReadArea = Pick<ExtractedSubtitles, 'cues' | 'framesExamined' | 'framesRead' | 'doubts'>;

async function readArea(ocr: OcrEngine, info: MediaInfo, area: Area, fps: number, work: EngineWork): Promise<ReadArea> {
  const readings: (Reading & ReadPicture)[] = [];
  let framesExamined = 0;
  const onProgress = (fraction: number, examined: number): void => {
    framesExamined = examined;
    work.progress(fraction, `${readings.length} pictures read`);
  };
  for await (const frame of subtitleFrames({ info, area, fps, signal: work.signal, onProgress })) {
    const read = await ocr.readPicture({ ...frame, data: frame.rgb }, { layout: 'subtitle' });
    readings.push({ start: frame.start, end: frame.end, ...read });
  }
  const cues = mergeReadings(readings).map(inPicture(area, requireVideo(info)));
  return { cues, framesExamined, framesRead: readings.length, doubts: doubtsOf(readings, cues) };
}
