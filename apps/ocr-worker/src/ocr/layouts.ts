import type { DetectionSettings } from './detector';

/** As in RapidOCR's configuration; the scales below are measured, see docs/ocr-measurements.md. */
const COMMON = { pixelThreshold: 0.3, regionThreshold: 0.5, unclipRatio: 1.6 };

/** Anything anywhere: print of 8 points on a scanned A4 page is still found. */
export const PAGE: DetectionSettings = { ...COMMON, scaleFor: toLongestSide(1280), slanted: true };

/** A strip of a few horizontal lines, whose letters are a good part of its height. */
export const SUBTITLE: DetectionSettings = { ...COMMON, scaleFor: toLongestSide(640), slanted: false };

/** Longest side of the pictures in which subtitles are looked for; lines are found in half the time that 640 takes. */
export const FRAME_SIZE = 448;

/** Whole frames of a video, searched for text of the size of subtitles. */
export const FRAME: DetectionSettings = { ...SUBTITLE, scaleFor: toLongestSide(FRAME_SIZE) };

/** Larger pictures are shrunk to `side`; smaller ones stay as they are. */
function toLongestSide(side: number): DetectionSettings['scaleFor'] {
  return ({ width, height }) => Math.min(1, side / Math.max(width, height));
}
