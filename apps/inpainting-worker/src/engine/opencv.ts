import { createRequire } from 'node:module';
import type * as opencv from '@techstark/opencv-js';

type OpenCv = typeof opencv;

/** Pixels of one plane, row by row. */
export interface Plane {
  data: Uint8Array;
  width: number;
  height: number;
}

/** How far around a hole is looked, in pixels. */
const RADIUS = 4;
/** OpenCV names its own version, as `General configuration for OpenCV 4.12.0`. */
const VERSION = /OpenCV (\d\S*)/;

let started: Promise<void> | undefined;
let loaded: OpenCv | undefined;

/** Waits until OpenCV can be used. @returns its version */
export async function startOpencv(): Promise<string> {
  // A promise of it would never come true, because it has a `then` of its own that gives itself; nor does `import()`.
  const cv = createRequire(__filename)('@techstark/opencv-js') as OpenCv;
  started ??= new Promise((resolve) => {
    if ('Mat' in cv) resolve();
    else Object.assign(cv, { onRuntimeInitialized: () => resolve() });
  });
  await started;
  loaded = cv;
  return VERSION.exec(String(cv.getBuildInformation()))?.[1] ?? 'unknown';
}

/** Fills the pixels of a plane where the mask is not 0 from what is around them (Telea 2004). */
export function fillHoles(plane: Plane, mask: Uint8Array): void {
  const { data, width, height } = plane;
  const cv = loaded;
  if (!cv) throw new Error('OpenCV was not started');
  const mats = [new cv.Mat(height, width, cv.CV_8UC1), new cv.Mat(height, width, cv.CV_8UC1), new cv.Mat()] as const;
  const [source, holes, filled] = mats;
  try {
    source.data.set(data);
    holes.data.set(mask);
    cv.inpaint(source, holes, filled, RADIUS, cv.INPAINT_TELEA as number);
    data.set(filled.data);
  } finally {
    for (const mat of mats) mat.delete();
  }
}
