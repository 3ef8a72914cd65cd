import type { AudioWindow } from './audio-windows';
import { framesWithin, VOICES, WINDOW_FRAMES, WINDOW_SAMPLES } from './frames';
import type { Session } from './session';

/** Who of up to three voices of a window is active: `[WINDOW_FRAMES][VOICES]` of 0 and 1. */
export type Activity = Uint8Array;

/** The voices of each class of the model. */
const CLASSES = [[], [0], [1], [2], [0, 1], [0, 2], [1, 2]] as const;

/** Tells the voices of each window apart. */
export async function segment(model: Session, windows: readonly AudioWindow[]): Promise<Activity[]> {
  const data = new Float32Array(windows.length * WINDOW_SAMPLES);
  windows.forEach(({ samples }, at) => data.set(samples, at * WINDOW_SAMPLES));
  const scores = await model.run(data, [windows.length, 1, WINDOW_SAMPLES]);
  const size = WINDOW_FRAMES * CLASSES.length;
  return windows.map(({ length }, at) => activityOf(scores.subarray(at * size, (at + 1) * size), length));
}

/** The likeliest class of each frame; frames behind the end of the file are silent. */
function activityOf(scores: Float32Array, length: number): Activity {
  const activity = new Uint8Array(WINDOW_FRAMES * VOICES);
  const frames = Math.min(WINDOW_FRAMES, framesWithin(length));
  for (let frame = 0; frame < frames; frame++) {
    let best = 0;
    const first = frame * CLASSES.length;
    for (let each = 1; each < CLASSES.length; each++) if (scores[first + each]! > scores[first + best]!) best = each;
    for (const voice of CLASSES[best]!) activity[frame * VOICES + voice] = 1;
  }
  return activity;
}
