import type { DetectionSettings } from './detector';

/** Anything anywhere; pictures with more pixels on their longer side than this are shrunk to it. */
const PAGE_SIDE = 1600;
export const PAGE: DetectionSettings = {
  scaleFor: ({ width, height }) => Math.min(1, PAGE_SIDE / Math.max(width, height)),
  pixelThreshold: 0.3,
  regionThreshold: 0.5,
  unclipRatio: 1.6,
  slanted: true,
};

/** A strip of a few horizontal lines. */
export const SUBTITLE: DetectionSettings = {
  scaleFor: ({ width }) => Math.min(1, 640 / width),
  pixelThreshold: 0.3,
  regionThreshold: 0.5,
  unclipRatio: 1.6,
  slanted: false,
};
