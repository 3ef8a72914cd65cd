import type { Span } from '../span';
import { FRAME, type VadRules } from './vad-options';

/** Silence within a long span at which it may be cut. */
const CUT_SILENCE = 98 * 16;

/** The longest soft beginning. */
const SOFT_BEGINNING = 320 * 16;

/**
 * Makes spans of speech out of the probabilities of frames, one by one. The rules are those of `get_speech_timestamps` of
 * faster-whisper 1.2.1 (after silero-vad), step by step, so that spans are the same; soft beginnings, where they are asked for,
 * are ours.
 */
export class SpeechTracker {
  private readonly spans: Span[] = [];
  private frame = 0;
  /** Where the span that is open began. */
  private begun: number | undefined;
  /** Where the frames began that may be the soft beginning of a span. */
  private risenAt: number | undefined;
  /** Where the silence began that may end it. */
  private silentSince = 0;
  /** The last silence in it that was long enough to cut there, and where speech went on after it. */
  private cutAt = 0;
  private resumedAt = 0;

  constructor(private readonly rules: VadRules) {}

  next(probability: number): void {
    const at = this.frame * FRAME;
    this.frame += 1;
    if (probability < this.rules.onsetThreshold) this.risenAt = undefined;
    else this.risenAt ??= at;
    if (probability >= this.rules.threshold) {
      if (this.silentSince > 0 && this.resumedAt < this.cutAt) this.resumedAt = at;
      this.silentSince = 0;
      if (this.begun === undefined) {
        this.begun = Math.max(this.risenAt ?? at, at - SOFT_BEGINNING);
        return;
      }
    }
    if (this.begun !== undefined && at - this.begun > this.rules.maxSpeech) this.cut(this.begun, at);
    if (this.begun !== undefined && probability < this.rules.negThreshold) this.silence(this.begun, at);
  }

  /** All spans of audio of this many samples, widened by the padding. */
  finish(length: number): Span[] {
    const { begun } = this;
    if (begun !== undefined && length - begun > this.rules.minSpeech) this.close(begun, length);
    return widened(this.spans, this.rules.pad, length);
  }

  /** Ends a span that is too long: at its last silence, or here. */
  private cut(begun: number, at: number): void {
    const resumedAt = this.resumedAt >= this.cutAt ? this.resumedAt : undefined;
    if (this.cutAt === 0) return this.close(begun, at);
    this.close(begun, this.cutAt);
    this.begun = resumedAt;
  }

  private silence(begun: number, at: number): void {
    this.silentSince ||= at;
    const length = at - this.silentSince;
    if (length > CUT_SILENCE) this.cutAt = this.silentSince;
    if (length < this.rules.minSilence) return;
    if (this.silentSince - begun > this.rules.minSpeech) this.close(begun, this.silentSince);
    else this.reset();
  }

  private close(start: number, end: number): void {
    this.spans.push({ start, end });
    this.reset();
  }

  private reset(): void {
    this.begun = this.risenAt = undefined;
    this.silentSince = this.cutAt = this.resumedAt = 0;
  }
}

/** Spans with `pad` more samples at both ends; two that are nearer share what is between them. */
function widened(spans: readonly Span[], pad: number, length: number): Span[] {
  return spans.map(({ start, end }, i) => {
    const before = spans[i - 1];
    const after = spans[i + 1];
    return {
      start: Math.trunc(Math.max(0, start - shareOf(before ? start - before.end : Infinity, pad))),
      end: Math.trunc(Math.min(length, end + shareOf(after ? after.start - end : Infinity, pad))),
    };
  });
}

const shareOf = (gap: number, pad: number): number => (gap < 2 * pad ? Math.floor(gap / 2) : pad);
