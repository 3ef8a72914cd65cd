/** Samples of one window of the segmentation model: 10 s at 16 kHz. */
export const WINDOW_SAMPLES = 160_000;
/** Frames that the model tells of in a window, and voices that it tells apart there. */
export const WINDOW_FRAMES = 589;
export const VOICES = 3;

/** Samples from one frame to the next, and those that a frame hears. */
export const FRAME_STEP = 270;
export const FRAME_FIELD = 991;

export const RATE = 16_000;

/** Whole frames of a stretch of seconds. */
export const framesIn = (seconds: number): number => Math.round((seconds * RATE) / FRAME_STEP);

/** The middle of a frame as a sample of its window. */
export const middleOf = (frame: number): number => FRAME_STEP * frame + FRAME_FIELD / 2;

/** Where a frame begins, in seconds; counted from the start of the file, it ends where the next begins. */
export const startOf = (frame: number): number => Math.max(0, (middleOf(frame) - FRAME_STEP / 2) / RATE);

/** Frames whose middle lies within so many samples. */
export const framesWithin = (samples: number): number =>
  Math.max(0, Math.ceil((samples - FRAME_FIELD / 2) / FRAME_STEP));
