import { complex400, fft400, type Complex400 } from './fft400';
import { BINS, melBank, type MelFilter } from './mel-bank';

/** A log-mel spectrogram: `data[mel * frames + frame]`, one frame for 10 ms. */
export interface LogMel {
  data: Float32Array;
  mels: number;
  frames: number;
}

const WINDOW = 400;
const HOP = 160;
/** Zeros that faster-whisper puts behind the audio, so that the last sample stands in a frame. */
const TAIL = 160;
const HANN = Float64Array.from({ length: WINDOW }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW));
const BANKS = { 80: melBank(80), 128: melBank(128) };

/**
 * What faster-whisper's FeatureExtractor gives for 16 kHz samples: `floor(samples / 160) + 1` frames; the last one is the
 * tail's, and not counted as content there. Values more than 8 below the loudest of all are raised to that (log10), then
 * (x + 4) / 4.
 */
export function logMel(samples: Float32Array, { mels }: { mels: 80 | 128 }): LogMel {
  const frames = Math.floor(samples.length / HOP) + 1;
  const data = new Float32Array(mels * frames);
  const signal: Complex400 = complex400();
  const scratch: Complex400 = complex400();
  const power = { even: new Float64Array(BINS), odd: new Float64Array(BINS) };
  const write = columnWriter(data, frames, BANKS[mels]);
  let loudest = -Infinity;
  for (let frame = 0; frame < frames; frame += 2) {
    // A transform takes complex numbers: it does two frames at once, one as the imaginary part.
    windowed(samples, frame, signal.re);
    windowed(samples, frame + 1, signal.im);
    fft400(signal, scratch);
    powers(signal, power.even, power.odd);
    loudest = Math.max(loudest, write(frame, power.even));
    if (frame + 1 < frames) loudest = Math.max(loudest, write(frame + 1, power.odd));
  }
  const floor = loudest - 8;
  for (let at = 0; at < data.length; at++) data[at] = (Math.max(data[at]!, floor) + 4) / 4;
  return { data, mels, frames };
}

/** `size` frames from `first` on, `[mels][size]`; frames beyond the end are 0, as faster-whisper has them. */
export function melWindow({ data, mels, frames }: LogMel, first: number, size = 3000): Float32Array {
  const window = new Float32Array(mels * size);
  const end = Math.min(frames, first + size);
  for (let mel = 0; mel < mels; mel++) {
    if (first < end) window.set(data.subarray(mel * frames + first, mel * frames + end), mel * size);
  }
  return window;
}

/** Fills `into` with a frame, whose middle is sample `frame * 160`, times the window. */
function windowed(samples: Float32Array, frame: number, into: Float64Array): void {
  const first = frame * HOP - WINDOW / 2;
  if (first >= 0 && first + WINDOW <= samples.length) {
    for (let i = 0; i < WINDOW; i++) into[i] = samples[first + i]! * HANN[i]!;
    return;
  }
  const last = samples.length + TAIL - 1;
  for (let i = 0; i < WINDOW; i++) into[i] = (samples[mirrored(first + i, last)] ?? 0) * HANN[i]!;
}

/** Positions outside 0 to `last` are mirrored at the ends, as often as it takes. */
function mirrored(at: number, last: number): number {
  const folded = Math.abs(at) % (2 * last);
  return Math.min(folded, 2 * last - folded);
}

/** Takes the spectra of the two real signals apart; squared magnitudes. */
function powers({ re, im }: Complex400, even: Float64Array, odd: Float64Array): void {
  for (let k = 0; k < BINS; k++) {
    const mirror = k === 0 ? 0 : WINDOW - k;
    const evenR = (re[k]! + re[mirror]!) / 2;
    const evenI = (im[k]! - im[mirror]!) / 2;
    const oddR = (im[k]! + im[mirror]!) / 2;
    const oddI = (re[mirror]! - re[k]!) / 2;
    even[k] = evenR * evenR + evenI * evenI;
    odd[k] = oddR * oddR + oddI * oddI;
  }
}

/** Writes the log10 mel energies of one frame, each at least -10, and returns the largest. */
function columnWriter(data: Float32Array, frames: number, bank: readonly MelFilter[]) {
  return (frame: number, power: Float64Array): number => {
    let loudest = -10;
    for (let mel = 0; mel < bank.length; mel++) {
      const { first, weights } = bank[mel]!;
      let energy = 0;
      for (let k = 0; k < weights.length; k++) energy += weights[k]! * power[first + k]!;
      const log = Math.log10(Math.max(energy, 1e-10));
      data[mel * frames + frame] = log;
      if (log > loudest) loudest = log;
    }
    return loudest;
  };
}
