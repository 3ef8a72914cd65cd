import { complex, Fft, type Complex } from './fft';

export interface Stereo {
  left: Float32Array;
  right: Float32Array;
}

export interface SpectrumForm {
  /** Samples that one frame looks at. */
  size: number;
  hop: number;
  /** Lowest frequencies that are kept; the network knows no others. */
  bins: number;
  frames: number;
}

/** Frequencies that hold no music, only what microphones add. */
const LOWEST = 3;

/**
 * Turns stereo samples into what networks of the MDX kind read, and back: frames with a periodic Hann window around every
 * `hop`th sample, both ends mirrored, as `[left re, left im, right re, right im][bins][frames]`.
 */
export class Spectrum {
  /** Samples of one spectrum. */
  readonly length: number;
  private readonly fft: Fft;
  private readonly window: Float64Array;
  private readonly weights: Float64Array;

  constructor(readonly form: SpectrumForm) {
    const { size, hop, frames } = form;
    this.length = hop * (frames - 1);
    if (this.length <= size / 2) throw new RangeError(`${frames} frames are too few for frames of ${size} samples`);
    this.fft = new Fft(size);
    this.window = Float64Array.from({ length: size }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / size));
    this.weights = this.weightsOf();
  }

  /** Both channels are transformed at once, one as the imaginary part of the other. */
  analyse({ left, right }: Stereo): Float32Array {
    const { size, hop, bins, frames } = this.form;
    const spectrum = new Float32Array(4 * bins * frames);
    const plane = bins * frames;
    for (let frame = 0; frame < frames; frame++) {
      const data = complex(size);
      for (let at = 0; at < size; at++) {
        const from = this.mirrored(frame * hop - size / 2 + at);
        data.re[at] = left[from]! * this.window[at]!;
        data.im[at] = right[from]! * this.window[at]!;
      }
      const { re, im } = this.fft.forward(data);
      for (let bin = LOWEST; bin < bins; bin++) {
        const other = size - bin;
        const to = bin * frames + frame;
        spectrum[to] = (re[bin]! + re[other]!) / 2;
        spectrum[to + plane] = (im[bin]! - im[other]!) / 2;
        spectrum[to + 2 * plane] = (im[bin]! + im[other]!) / 2;
        spectrum[to + 3 * plane] = (re[other]! - re[bin]!) / 2;
      }
    }
    return spectrum;
  }

  synthesise(spectrum: Float32Array): Stereo {
    const { size, hop, frames } = this.form;
    const sum = { re: new Float64Array(this.length + size), im: new Float64Array(this.length + size) };
    for (let frame = 0; frame < frames; frame++) {
      const { re, im } = this.fft.backward(this.frameOf(spectrum, frame));
      for (let at = 0; at < size; at++) {
        sum.re[frame * hop + at]! += re[at]! * this.window[at]!;
        sum.im[frame * hop + at]! += im[at]! * this.window[at]!;
      }
    }
    const samplesOf = (channel: Float64Array): Float32Array =>
      Float32Array.from({ length: this.length }, (_, at) => channel[at + size / 2]! / this.weights[at + size / 2]!);
    return { left: samplesOf(sum.re), right: samplesOf(sum.im) };
  }

  /** left + i · right of one frame, both with the mirrored half that real samples have. */
  private frameOf(spectrum: Float32Array, frame: number): Complex {
    const { size, bins, frames } = this.form;
    const plane = bins * frames;
    const data = complex(size);
    for (let bin = 0; bin < bins; bin++) {
      const at = bin * frames + frame;
      const [leftR, leftI] = [spectrum[at]!, spectrum[at + plane]!];
      const [rightR, rightI] = [spectrum[at + 2 * plane]!, spectrum[at + 3 * plane]!];
      data.re[bin] = leftR - rightI;
      data.im[bin] = leftI + rightR;
      if (bin === 0) continue;
      data.re[size - bin] = leftR + rightI;
      data.im[size - bin] = rightR - leftI;
    }
    return data;
  }

  private mirrored(at: number): number {
    if (at < 0) return -at;
    return at < this.length ? at : 2 * this.length - 2 - at;
  }

  /** What the windows of all frames add up to, times the size that the inverse transform multiplies with. */
  private weightsOf(): Float64Array {
    const { size, hop, frames } = this.form;
    const sum = new Float64Array(this.length + size);
    for (let frame = 0; frame < frames; frame++) {
      for (let at = 0; at < size; at++) sum[frame * hop + at]! += size * this.window[at]! ** 2;
    }
    return sum.map((weight) => Math.max(weight, 1e-8));
  }
}
