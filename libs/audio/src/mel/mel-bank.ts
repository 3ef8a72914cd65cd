/** A triangle over neighbouring bins of the spectrum: `weights[k]` belongs to bin `first + k`. */
export interface MelFilter {
  first: number;
  weights: Float64Array;
}

/** Bins of a 400 point spectrum up to half the sampling rate, and their distance in Hz. */
export const BINS = 201;
const BIN_HZ = 40;

/** Slaney's scale: linear below 1000 Hz, then 27 steps for each factor of 6.4. */
const LOG_STEP = Math.log(6.4) / 27;
const FIRST_LOG_MEL = 15;
const toMel = (hz: number): number => (hz < 1000 ? (hz * 3) / 200 : FIRST_LOG_MEL + Math.log(hz / 1000) / LOG_STEP);
const toHz = (mel: number): number =>
  mel < FIRST_LOG_MEL ? (mel * 200) / 3 : 1000 * Math.exp(LOG_STEP * (mel - FIRST_LOG_MEL));

/** The mel filters of Whisper (librosa's `filters.mel` with `norm='slaney'`), 0 to 8000 Hz. */
export function melBank(mels: number): MelFilter[] {
  const top = toMel(8000);
  const edges = Array.from({ length: mels + 2 }, (_, i) => toHz((top * i) / (mels + 1)));
  return Array.from({ length: mels }, (_, i) => triangle(edges[i]!, edges[i + 1]!, edges[i + 2]!));
}

function triangle(low: number, middle: number, high: number): MelFilter {
  const heights = Array.from({ length: BINS }, (_, bin) => {
    const hz = bin * BIN_HZ;
    const height = Math.min((hz - low) / (middle - low), (high - hz) / (high - middle));
    return (Math.max(0, height) * 2) / (high - low);
  });
  const first = Math.max(
    0,
    heights.findIndex((height) => height > 0),
  );
  const last = heights.findLastIndex((height) => height > 0);
  return { first, weights: Float64Array.from(heights.slice(first, last + 1)) };
}
