import { sameText, TEXT_EDGE, TextMask, type GrayPicture, type MaskChange, type TextReference } from './text-mask';

/** A time in which the text of the area stayed the same, in frames; `end` is the first frame after it. */
export interface TextSegment<P> {
  start: number;
  end: number;
  /** The frame in which most of the text stands; missing where nothing looks like text. */
  picture?: P;
  /** Where the edges of the text stand. */
  edges: Uint8Array;
}

/** A frame of a segment, and how much text stands in it. */
interface Sight<P> {
  at: number;
  text: number;
  picture: P;
}

interface OpenSegment<P> {
  start: number;
  end: number;
  /** Each has more text than the one before. */
  sights: Sight<P>[];
  reference?: TextReference;
}

/** What counts as a change of text; README.md tells how these were chosen. */
export interface TrackerOptions {
  /** Share of the text's edges that must come or go; a change of one letter is seen by itself, see `TextMask`. */
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

/** A flash of this many frames hides the text without ending it. */
const LONGEST_FLASH = 2;
/** Fading text may grow for this many times the frames that unmoving text needs. */
const LONGEST_FADE = 2;

/** Cuts a stream of pictures into segments of unchanged text. */
export class SegmentTracker<P> {
  private readonly mask: TextMask;
  private current: OpenSegment<P> = { start: 0, end: 0, sights: [] };
  /** The segment before, until it is clear that the text really changed. */
  private before?: OpenSegment<P>;
  /** Since which frame new text is waited for; it is seen when its edges have stood for a while. */
  private waitingSince?: number = 0;
  /** Whether only a letter was gone when the segment before was cut off. */
  private cutByLetter = false;
  /** Until this frame, edges that come are those of text that fades in. */
  private growsUntil = 0;

  constructor(
    size: { width: number; height: number },
    private readonly options: TrackerOptions,
  ) {
    this.mask = new TextMask(size.width, size.height, options.persistence);
  }

  /** Takes frame `index`; gives a segment that is complete. */
  next(gray: GrayPicture, index: number, picture: () => P): TextSegment<P> | undefined {
    const change = this.mask.next(gray);
    this.current.end = index + 1;
    if (this.waitingSince !== undefined) {
      if (this.cutByLetter && this.isMuch(change.lost)) this.cutLater(index);
      return this.isOver(index - this.waitingSince, change.text) ? this.settle(index, picture) : undefined;
    }
    if (this.isChange(change.lost, change.lostLetter)) {
      this.cut(index);
      this.cutByLetter = !this.isMuch(change.lost);
      this.waitingSince = index;
    } else if (this.isChange(change.gained, change.otherLetter)) {
      return this.gain(index, change, picture);
    } else this.watch(index, change.text, picture);
    return undefined;
  }

  /** What is left when the pictures end. */
  finish(): TextSegment<P>[] {
    // What began too shortly before the end to be sure of is left out.
    return [this.closed(this.before ?? this.current)];
  }

  private isChange(pixels: number, letter: boolean): boolean {
    return letter || this.isMuch(pixels);
  }

  private isMuch(pixels: number): boolean {
    return pixels > Math.max(this.options.leastPixels, this.options.share * this.mask.size);
  }

  /** Whether text that began when the one before went must stand by now; where none does, it may be hidden by a flash. */
  private isOver(waited: number, text: number): boolean {
    const due = this.options.persistence - 1;
    return waited >= due + LONGEST_FLASH || (waited >= due && text >= this.options.leastPixels);
  }

  private cut(at: number): void {
    const start = Math.max(at, this.current.start);
    // A picture from after the cut shows the next text.
    const sights = this.current.sights.filter((sight) => sight.at < start);
    this.before = { start: this.current.start, end: start, sights, reference: this.mask.snapshot() };
    this.current = { start, end: this.current.end, sights: [] };
  }

  /**
   * All of the text goes so soon after one of its letters that another text in between could not be read: something had moved
   * behind that letter.
   */
  private cutLater(at: number): void {
    if (this.before) this.before.end = at;
    this.current = { start: at, end: this.current.end, sights: [] };
    this.waitingSince = at;
    this.cutByLetter = false;
  }

  /** What was gained has already stood for a while: short words must not vanish before they are looked at. */
  private gain(index: number, { text }: MaskChange, picture: () => P): TextSegment<P> | undefined {
    if (index < this.growsUntil) {
      this.mask.remember();
      this.watch(index, text, picture);
      return undefined;
    }
    this.cut(index - this.options.persistence + 1);
    return this.settle(index, picture);
  }

  private settle(index: number, picture: () => P): TextSegment<P> | undefined {
    this.waitingSince = undefined;
    this.cutByLetter = false;
    this.mask.remember();
    const { before, current } = this;
    this.before = undefined;
    if (before?.reference && sameText(before.reference, this.mask.snapshot(), this.options.share)) {
      this.current = { ...before, end: current.end };
      return undefined;
    }
    this.watch(index, this.mask.size, picture);
    this.growsUntil = this.current.sights.length === 0 ? 0 : index + this.options.persistence * LONGEST_FADE;
    return before && this.closed(before);
  }

  private closed({ start, end, sights, reference = this.mask.snapshot() }: OpenSegment<P>): TextSegment<P> {
    const [best, edges] = [sights.at(-1), reference.edges.map((edge) => (edge === TEXT_EDGE ? 1 : 0))];
    return best ? { start, end, edges, picture: best.picture } : { start, end, edges };
  }

  private watch(at: number, text: number, picture: () => P): void {
    const { sights } = this.current;
    if (text < this.options.leastPixels || text <= (sights.at(-1)?.text ?? 0) * 1.05) return;
    // Of those that no cut can lie before any more the best is enough.
    const settled = sights.filter((sight) => sight.at <= at - this.options.persistence);
    this.current.sights = [...settled.slice(-1), ...sights.slice(settled.length), { at, text, picture: picture() }];
  }
}
