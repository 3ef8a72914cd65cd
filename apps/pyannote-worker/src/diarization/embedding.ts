import { FBANK_BANDS, FBANK_HOP, FBANK_WINDOW } from '@switchyard/audio';
import { FRAME_FIELD, FRAME_STEP, VOICES, WINDOW_FRAMES } from './frames';
import type { Activity } from './segmentation';
import type { Session } from './session';

/** How a voice of a window sounds. */
export interface Voice {
  /** Unit length; undefined where too little was said. */
  embedding?: Float32Array;
  /** Seconds in which no other voice speaks. */
  aloneSeconds: number;
}

const ROWS_PER_SECOND = 100;
/** Rows of the voice alone that are enough to leave out those in which others speak, too. */
const ENOUGH_ALONE = 50;
/** Rows with less of a voice tell nothing of it. */
const FEWEST = 20;

/** The voices of a window; one that says nothing is undefined. @param rows `[frames][80]`, log energies of the window */
export async function voicesOf(model: Session, rows: Float32Array, activity: Activity): Promise<(Voice | undefined)[]> {
  const voices: (Voice | undefined)[] = [];
  for (let voice = 0; voice < VOICES; voice++) voices.push(await voiceOf(model, rows, activity, voice));
  return voices;
}

async function voiceOf(
  model: Session,
  rows: Float32Array,
  activity: Activity,
  voice: number,
): Promise<Voice | undefined> {
  const { active, alone } = rowsOf(rows.length / FBANK_BANDS, activity, voice);
  if (active.length === 0) return undefined;
  const aloneSeconds = alone.length / ROWS_PER_SECOND;
  const heard = alone.length >= ENOUGH_ALONE ? alone : active;
  if (heard.length < FEWEST) return { aloneSeconds };
  return { aloneSeconds, embedding: await embed(model, rows, heard) };
}

/** The rows in which a voice speaks, and those in which it speaks alone. */
function rowsOf(rows: number, activity: Activity, voice: number): { active: number[]; alone: number[] } {
  const [active, alone]: [number[], number[]] = [[], []];
  for (let row = 0; row < rows; row++) {
    const middle = row * FBANK_HOP + FBANK_WINDOW / 2;
    const frame = Math.round((middle - FRAME_FIELD / 2) / FRAME_STEP);
    const first = Math.min(WINDOW_FRAMES - 1, Math.max(0, frame)) * VOICES;
    if (!activity[first + voice]) continue;
    active.push(row);
    if (activity[first]! + activity[first + 1]! + activity[first + 2]! === 1) alone.push(row);
  }
  return { active, alone };
}

/** Of the chosen rows alone, each band around its mean. */
async function embed(model: Session, rows: Float32Array, chosen: readonly number[]): Promise<Float32Array> {
  const means = new Float64Array(FBANK_BANDS);
  for (const row of chosen) {
    for (let band = 0; band < FBANK_BANDS; band++) means[band]! += rows[row * FBANK_BANDS + band]! / chosen.length;
  }
  const features = new Float32Array(chosen.length * FBANK_BANDS);
  chosen.forEach((row, at) => {
    for (let band = 0; band < FBANK_BANDS; band++) {
      features[at * FBANK_BANDS + band] = rows[row * FBANK_BANDS + band]! - means[band]!;
    }
  });
  return unit(await model.run(features, [1, chosen.length, FBANK_BANDS]));
}

/** The same direction with the length 1. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
