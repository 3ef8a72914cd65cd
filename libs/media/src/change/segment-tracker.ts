import { sameText, TextMask, type GrayPicture } from './text-mask';

/** A time in which the text of the area stayed the same, in frames; `end` is the first frame after it. */
export interface TextSegment<P> {
  start: number;
  end: number;
  /** The frame in which most of the text stands; missing where nothing looks like text. */
  picture?: P;
}

interface OpenSegment<P> extends TextSegment<P> {
  text: number;
  reference?: Uint8Array;
}

/** What counts as a change of text; README.md tells how these were chosen. */
export interface TrackerOptions {
  /** Share of the text's edges that must come or go. */
  share: number;
  /** Least edge pixels that count as text, or as a change of it. */
  leastPixels: number;
  /** Frames that an edge must stand still to be one of text. */
  persistence: number;
}

/** The options for pictures that come `rate` times a second. */
export const trackerOptions = (rate: number): TrackerOptions => ({
  share: 0.2,
  leastPixels: 60,
  persistence: Math.min(8, Math.max(2, Math.round(rate * 0.28))),
});

/** Fading text is waited for, up to this many times the frames that unmoving text needs. */
const LONGEST_FADE = 2;

/** Cuts a stream of pictures into segments of unchanged text. */
export class SegmentTracker<P> {
  private readonly mask: TextMask;
  private current: OpenSegment<P> = { start: 0, end: 0, text: 0 };
  /** The segment before, until it is clear that the text really changed. */
  private before?: OpenSegment<P>;
  private settling: number;
  private settledFor = 0;
  private lastText = 0;

  constructor(
    size: { width: number; height: number },
    private readonly options: TrackerOptions,
  ) {
    this.mask = new TextMask(size.width, size.height, options.persistence);
    this.settling = this.settleFrames;
  }

  /** Takes frame `index`; gives a segment that is complete. */
  next(gray: GrayPicture, index: number, picture: () => P): TextSegment<P> | undefined {
    const change = this.mask.next(gray);
    this.current.end = index + 1;
    if (this.settling > 0) return this.settle(change.text, picture);
    const limit = Math.max(this.options.leastPixels, this.options.share * this.mask.size);
    if (change.lost > limit) this.cut(index, this.settleFrames);
    // What was gained has already stood for a while: short words must not vanish before they are looked at.
    else if (change.gained > limit) this.cut(index - this.options.persistence + 1, 1);
    else this.watch(change.text, picture);
    return undefined;
  }

  /** What is left when the pictures end. */
  finish(): TextSegment<P>[] {
    // What began too shortly before the end to be sure of is left out.
    return [this.before ?? this.current];
  }

  private get settleFrames(): number {
    return this.options.persistence + 1;
  }

  private cut(at: number, settling: number): void {
    const start = Math.max(at, this.current.start);
    this.before = { ...this.current, end: start, reference: this.mask.snapshot() };
    this.current = { start, end: this.current.end, text: 0 };
    this.settling = settling;
    this.settledFor = 0;
  }

  private settle(text: number, picture: () => P): TextSegment<P> | undefined {
    this.settledFor++;
    this.settling--;
    const grows = text > this.lastText * 1.05 + this.options.leastPixels / 4;
    this.lastText = text;
    if (this.settling > 0) return undefined;
    if (grows && this.settledFor < this.settleFrames * LONGEST_FADE) {
      this.settling = 1;
      return undefined;
    }
    return this.endSettling(picture);
  }

  private endSettling(picture: () => P): TextSegment<P> | undefined {
    this.settling = 0;
    this.mask.remember();
    const { before, current } = this;
    this.before = undefined;
    if (before?.reference && sameText(before.reference, this.mask.snapshot(), this.options.share)) {
      this.current = { ...before, end: current.end };
      return undefined;
    }
    this.watch(this.mask.size, picture);
    return before;
  }

  private watch(text: number, picture: () => P): void {
    const { current } = this;
    if (text < this.options.leastPixels || text <= current.text * 1.05) return;
    current.picture = picture();
    current.text = text;
  }
}
