import { fft512 } from './fft512';

/** Samples of a frame, and from one frame to the next: 25 and 10 ms. */
export const FBANK_WINDOW = 400;
export const FBANK_HOP = 160;
export const FBANK_BANDS = 80;

const FFT = 512;
const BIN_HZ = 16_000 / FFT;
const LOW_HZ = 20;
const HIGH_HZ = 8000;
const PREEMPHASIS = 0.97;
/** Energies below this count as this, the epsilon of 32 bit floats. */
const FLOOR = 1.1920928955078125e-7;

const POVEY = Float64Array.from(
  { length: FBANK_WINDOW },
  (_, i) => (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (FBANK_WINDOW - 1))) ** 0.85,
);
const BANK = bank();

/** Frames that `samples` samples hold; only whole ones count. */
export const fbankFrames = (samples: number): number =>
  samples < FBANK_WINDOW ? 0 : Math.floor((samples - FBANK_WINDOW) / FBANK_HOP) + 1;

/**
 * What `torchaudio.compliance.kaldi.fbank` gives with 80 bands and no dither for 16 kHz samples within ±1: log energies,
 * `[frames][80]`. Speaker embeddings are made of them.
 */
export function kaldiFbank(samples: Float32Array): Float32Array {
  const frames = fbankFrames(samples.length);
  const rows = new Float32Array(frames * FBANK_BANDS);
  const [re, im] = [new Float64Array(FFT), new Float64Array(FFT)];
  const power = { even: new Float64Array(FFT / 2), odd: new Float64Array(FFT / 2) };
  for (let frame = 0; frame < frames; frame += 2) {
    // a transform takes complex numbers: it does two frames at once, one as the imaginary part
    windowed(samples, frame * FBANK_HOP, re);
    if (frame + 1 < frames) windowed(samples, (frame + 1) * FBANK_HOP, im);
    else im.fill(0);
    fft512(re, im);
    powers(re, im, power);
    logEnergies(power.even, rows, frame);
    if (frame + 1 < frames) logEnergies(power.odd, rows, frame + 1);
  }
  return rows;
}

/** A frame without its mean, with its high tones raised, times the window. */
function windowed(samples: Float32Array, first: number, into: Float64Array): void {
  let mean = 0;
  for (let i = 0; i < FBANK_WINDOW; i++) mean += samples[first + i]! / FBANK_WINDOW;
  let before = samples[first]! - mean;
  for (let i = 0; i < FBANK_WINDOW; i++) {
    const sample = samples[first + i]! - mean;
    into[i] = (sample - PREEMPHASIS * before) * POVEY[i]!;
    before = sample;
  }
  into.fill(0, FBANK_WINDOW);
}

/** The spectra of two real signals that were transformed as one complex one. */
function powers(re: Float64Array, im: Float64Array, { even, odd }: { even: Float64Array; odd: Float64Array }): void {
  for (let k = 0; k < FFT / 2; k++) {
    const mirrored = (FFT - k) % FFT;
    const [a, b, c, d] = [re[k]!, im[k]!, re[mirrored]!, im[mirrored]!];
    even[k] = ((a + c) ** 2 + (b - d) ** 2) / 4;
    odd[k] = ((b + d) ** 2 + (c - a) ** 2) / 4;
  }
}

function logEnergies(power: Float64Array, rows: Float32Array, frame: number): void {
  for (let band = 0; band < FBANK_BANDS; band++) {
    const { first, weights } = BANK[band]!;
    let energy = 0;
    for (let k = 0; k < weights.length; k++) energy += weights[k]! * power[first + k]!;
    rows[frame * FBANK_BANDS + band] = Math.log(Math.max(FLOOR, energy));
  }
}

/** Triangles that are even on Kaldi's mel scale; the bin at half the sampling rate belongs to none. */
function bank(): { first: number; weights: Float64Array }[] {
  const mel = (hz: number): number => 1127 * Math.log(1 + hz / 700);
  const [low, high] = [mel(LOW_HZ), mel(HIGH_HZ)];
  const step = (high - low) / (FBANK_BANDS + 1);
  return Array.from({ length: FBANK_BANDS }, (_, band) => {
    const left = low + band * step;
    const heights = Array.from({ length: FFT / 2 }, (__, k) => {
      const at = mel(k * BIN_HZ) - left;
      return Math.max(0, Math.min(at, 2 * step - at) / step);
    });
    const first = heights.findIndex((height) => height > 0);
    const last = heights.findLastIndex((height) => height > 0);
    return { first, weights: Float64Array.from(heights.slice(first, last + 1)) };
  });
}
