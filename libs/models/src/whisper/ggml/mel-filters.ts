const BINS = 201;
const NYQUIST = 8000;
/** Above this the Slaney scale is logarithmic. */
const KNEE_HZ = 1000;
const HZ_PER_MEL = 200 / 3;
const KNEE_MEL = KNEE_HZ / HZ_PER_MEL;
const LOG_STEP = Math.log(6.4) / 27;

const toMel = (hz: number): number => (hz < KNEE_HZ ? hz / HZ_PER_MEL : KNEE_MEL + Math.log(hz / KNEE_HZ) / LOG_STEP);
const toHz = (mel: number): number =>
  mel < KNEE_MEL ? mel * HZ_PER_MEL : KNEE_HZ * Math.exp(LOG_STEP * (mel - KNEE_MEL));

/** Triangles of equal area on the Slaney scale, `[mels][201]`, for 16 kHz; `librosa.filters.mel` with its defaults. */
export function melFilters(mels: number): Float32Array {
  const edges = Array.from({ length: mels + 2 }, (_, index) => toHz((toMel(NYQUIST) * index) / (mels + 1)));
  const filters = new Float32Array(mels * BINS);
  for (let mel = 0; mel < mels; mel++) {
    const [low = 0, middle = 0, high = 0] = edges.slice(mel, mel + 3);
    for (let bin = 0; bin < BINS; bin++) {
      const hz = (bin * NYQUIST) / (BINS - 1);
      const height = Math.min((hz - low) / (middle - low), (high - hz) / (high - middle));
      filters[mel * BINS + bin] = (Math.max(0, height) * 2) / (high - low);
    }
  }
  return filters;
}
