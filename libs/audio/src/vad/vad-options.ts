/** When something counts as speech; the standard values are those of faster-whisper. */
export interface VadOptions {
  /** Probability from which a frame of 32 ms is speech; default 0.5. */
  threshold?: number;
  /** Probability below which it is silence; between the two it is what was before. Default: threshold - 0.15, at least 0.01. */
  negThreshold?: number;
  /** Probability from which frames right before a span are the soft beginning of it, up to 320 ms; default: none are. */
  onsetThreshold?: number;
  /** Shorter spans are dropped; default 0. */
  minSpeechMs?: number;
  /** Longer spans are cut at their last silence of 98 ms, or hard where there is none; default: never. */
  maxSpeechSeconds?: number;
  /** Silence that ends a span; default 2000. */
  minSilenceMs?: number;
  /** Added at both ends of a span, less where the next one is near; default 400. */
  speechPadMs?: number;
}

/** The options in samples. */
export interface VadRules {
  threshold: number;
  negThreshold: number;
  onsetThreshold: number;
  minSpeech: number;
  maxSpeech: number;
  minSilence: number;
  pad: number;
}

/** Samples of one frame. */
export const FRAME = 512;
const PER_MS = 16;

export function toRules(options: VadOptions): VadRules {
  const { threshold = 0.5, onsetThreshold = threshold, minSpeechMs = 0, maxSpeechSeconds = Infinity } = options;
  const { negThreshold = Math.max(threshold - 0.15, 0.01), minSilenceMs = 2000, speechPadMs = 400 } = options;
  const pad = speechPadMs * PER_MS;
  return {
    // Probabilities are 32 bit floats; a threshold is met by the same number.
    threshold: Math.fround(threshold),
    negThreshold: Math.fround(negThreshold),
    onsetThreshold: Math.fround(onsetThreshold),
    minSpeech: minSpeechMs * PER_MS,
    maxSpeech: maxSpeechSeconds * 1000 * PER_MS - FRAME - 2 * pad,
    minSilence: minSilenceMs * PER_MS,
    pad,
  };
}
