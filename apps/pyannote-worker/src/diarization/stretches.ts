import { VOICES, WINDOW_FRAMES, FRAME_STEP } from './frames';
import type { Activity } from './segmentation';

/** What the segmentation model heard in one window. */
export interface HeardWindow {
  /** Its first sample in the file; a multiple of the step of frames. */
  start: number;
  activity: Activity;
}

/** Frames from `from` to before `to` in which as many voices speak, by all appearance the same ones. */
export interface Stretch {
  from: number;
  to: number;
  /** At least 1. */
  voices: number;
}

/** Windows agree on a change of voices when they place it within so many frames of each other: a tenth of a second. */
const NEAR = 6;
/** Share of the windows that must hear a change of voices. */
const AGREED = 0.5;

/** Voices that speak in each frame, on average over the windows that cover it. */
export function voicesIn(windows: readonly HeardWindow[], frames: number): Uint8Array {
  const active = new Uint16Array(frames);
  const over = windowsOver(windows, frames);
  forEachFrame(windows, frames, (frame, voices) => (active[frame]! += bitsIn(voices)));
  return Uint8Array.from(active, (sum, frame) => (over[frame] ? Math.round(sum / over[frame]) : 0));
}

/** Cuts the speech wherever the number of voices changes, or the windows agree that the voice does. */
export function stretchesOf(windows: readonly HeardWindow[], voices: Uint8Array): Stretch[] {
  const cuts = cutsIn(windows, voices);
  const stretches: Stretch[] = [];
  let from = 0;
  for (let frame = 1; frame <= voices.length; frame++) {
    if (frame < voices.length && !cuts[frame]) continue;
    const count = voices[from]!;
    if (count > 0) stretches.push({ from, to: frame, voices: count });
    from = frame;
  }
  return stretches;
}

function cutsIn(windows: readonly HeardWindow[], voices: Uint8Array): Uint8Array {
  const cuts = Uint8Array.from(voices, (count, frame) => (frame > 0 && count !== voices[frame - 1] ? 1 : 0));
  const changes = changesIn(windows, voices.length);
  const over = windowsOver(windows, voices.length);
  const agreed = (frame: number): boolean => sumNear(changes, frame) >= AGREED * Math.max(1, over[frame]!);
  for (let frame = 1; frame < voices.length; frame++) {
    if (!agreed(frame)) continue;
    const first = frame;
    while (frame < voices.length && agreed(frame)) frame++;
    if (sumNear(cuts, first, frame - 1) > 0) continue;
    let best = first;
    for (let each = first; each < frame; each++) if (changes[each]! > changes[best]!) best = each;
    cuts[best] = 1;
  }
  return cuts;
}

/** In how many windows other voices speak than in the frame before. */
function changesIn(windows: readonly HeardWindow[], frames: number): Uint16Array {
  const changes = new Uint16Array(frames);
  forEachFrame(windows, frames, (frame, voices, before) => {
    if (before !== undefined && before !== voices) changes[frame]!++;
  });
  return changes;
}

function windowsOver(windows: readonly HeardWindow[], frames: number): Uint16Array {
  const over = new Uint16Array(frames);
  forEachFrame(windows, frames, (frame) => over[frame]!++);
  return over;
}

/** @param hear gets the active voices of a frame as bits, and those of the frame before it in the same window */
function forEachFrame(
  windows: readonly HeardWindow[],
  frames: number,
  hear: (frame: number, voices: number, before: number | undefined) => void,
): void {
  for (const { start, activity } of windows) {
    const first = start / FRAME_STEP;
    let before: number | undefined;
    for (let at = 0; at < WINDOW_FRAMES && first + at < frames; at++) {
      let voices = 0;
      for (let voice = 0; voice < VOICES; voice++) voices |= activity[at * VOICES + voice]! << voice;
      hear(first + at, voices, before);
      before = voices;
    }
  }
}

const bitsIn = (voices: number): number => (voices & 1) + ((voices >> 1) & 1) + ((voices >> 2) & 1);

/** The sum over some frames and those near them. */
function sumNear(values: ArrayLike<number>, from: number, to = from): number {
  let sum = 0;
  for (let at = Math.max(0, from - NEAR); at <= Math.min(values.length - 1, to + NEAR); at++) sum += values[at]!;
  return sum;
}
