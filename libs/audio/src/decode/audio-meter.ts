import { InputRejectedError } from '@switchyard/contracts';
import { SAMPLE_RATE } from './sample-rate';

/** What a stretch of audio is like. */
export interface AudioReport {
  samples: number;
  seconds: number;
  /** Samples that were no numbers (NaN, Infinity); silence stands in their place. */
  nonFinite: number;
  /** Share of the samples at or beyond full scale, 0 to 1; what was beyond is cut to it. */
  clippedShare: number;
  /** Share of the pieces of 20 ms whose loudest sample is below -60 dB of full scale, 0 to 1. */
  silentShare: number;
  /** The loudest sample, 0 to 1. */
  peak: number;
}

/** More than a second of samples that are no numbers is no fault of a recording. */
const MOST_NON_FINITE = SAMPLE_RATE;
const PIECE = SAMPLE_RATE / 50;
const SILENT = 0.001;
/** The largest value of 16 bit audio, which is how clipping mostly comes in. */
const FULL_SCALE = 32767 / 32768;

/** Makes samples safe for models, in place (finite, within ±1), and counts what they were like. */
export class AudioMeter {
  private samples = 0;
  private nonFinite = 0;
  private clipped = 0;
  private pieces = 0;
  private silentPieces = 0;
  private peak = 0;
  private piecePeak = 0;
  private inPiece = 0;

  /** @throws InputRejectedError when more than a second of samples were no numbers */
  clean(block: Float32Array): void {
    for (let at = 0; at < block.length; at++) {
      const sample = block[at]!;
      let loudness = sample < 0 ? -sample : sample;
      if (!(loudness < FULL_SCALE)) {
        block[at] = this.repaired(sample);
        loudness = Math.abs(block[at]!);
      }
      if (loudness > this.piecePeak) this.piecePeak = loudness;
      if (++this.inPiece === PIECE) this.endPiece();
    }
    this.samples += block.length;
    if (this.nonFinite <= MOST_NON_FINITE) return;
    throw new InputRejectedError(
      `the audio holds samples that are no numbers (${this.nonFinite} NaN or Infinity in its first ` +
        `${Math.ceil(this.samples / SAMPLE_RATE)} s); export it again from its source`,
    );
  }

  report(): AudioReport {
    const { samples, nonFinite } = this;
    const pending = this.inPiece > 0 ? 1 : 0;
    const silent = this.silentPieces + (pending && this.piecePeak < SILENT ? 1 : 0);
    return {
      samples,
      seconds: samples / SAMPLE_RATE,
      nonFinite,
      clippedShare: this.clipped / Math.max(1, samples),
      silentShare: silent / Math.max(1, this.pieces + pending),
      peak: Math.max(this.peak, this.piecePeak),
    };
  }

  private repaired(sample: number): number {
    if (Number.isFinite(sample)) {
      this.clipped += 1;
      return Math.max(-1, Math.min(1, sample));
    }
    this.nonFinite += 1;
    return 0;
  }

  private endPiece(): void {
    this.pieces += 1;
    if (this.piecePeak < SILENT) this.silentPieces += 1;
    this.peak = Math.max(this.peak, this.piecePeak);
    this.piecePeak = 0;
    this.inPiece = 0;
  }
}
