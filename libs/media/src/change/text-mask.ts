/** The brightness of one picture, row by row. */
export interface GrayPicture {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Brightness steps (of 0–255, both directions added) that make an edge of letters, and that keep one. */
const STRONG = 90;
const WEAK = 45;

/** What of a picture changed against the text that stood before. */
export interface MaskChange {
  /** Pixels of text-like edges now. */
  text: number;
  /** Edge pixels of the reference that are gone. */
  lost: number;
  /** Edge pixels that the reference did not have. */
  gained: number;
}

/**
 * Finds the strokes of letters in a stream of pictures: strong edges that do not move. Letters over a moving picture keep
 * their edges (fill against outline) while the edges around them come and go; so what is compared with the reference is
 * not brightness but where such edges are.
 */
export class TextMask {
  /** Per pixel: for how many frames its edge has been strong or weak, at most `persistence`. */
  private readonly strong: Uint8Array;
  private readonly weak: Uint8Array;
  /** Per pixel: 2 an edge of the text, 1 too near to one to count as new, 0 none. */
  private readonly reference: Uint8Array;
  private referenceSize = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly persistence: number,
  ) {
    this.strong = new Uint8Array(width * height);
    this.weak = new Uint8Array(width * height);
    this.reference = new Uint8Array(width * height);
  }

  get size(): number {
    return this.referenceSize;
  }

  /** Takes the next picture and says how it differs from the reference. */
  next({ data }: GrayPicture): MaskChange {
    const { width, height, strong, weak, reference, persistence } = this;
    const change = { text: 0, lost: 0, gained: 0 };
    for (let y = 1; y < height - 1; y++) {
      for (let at = y * width + 1, end = at + width - 2; at < end; at++) {
        const step = Math.abs(data[at + 1]! - data[at - 1]!) + Math.abs(data[at + width]! - data[at - width]!);
        const runs = step >= WEAK ? Math.min(weak[at]! + 1, persistence) : 0;
        const holds = step >= STRONG ? Math.min(strong[at]! + 1, persistence) : 0;
        weak[at] = runs;
        strong[at] = holds;
        if (holds === persistence) {
          change.text++;
          if (reference[at] === 0) change.gained++;
        }
        if (reference[at] === 2 && runs < persistence) change.lost++;
      }
    }
    return change;
  }

  /** Makes what stands now the text that later pictures are compared with. */
  remember(): void {
    this.referenceSize = 0;
    for (let at = 0; at < this.reference.length; at++) {
      const isText = this.strong[at] === this.persistence;
      if (isText) this.referenceSize++;
      this.reference[at] = isText ? 2 : this.weak[at] === this.persistence ? 1 : 0;
    }
  }

  /** A copy of the reference, to compare the text of two times. */
  snapshot(): Uint8Array {
    return this.reference.slice();
  }
}

/** Whether two references show the same text. */
export function sameText(a: Uint8Array, b: Uint8Array, tolerance: number): boolean {
  let differing = 0;
  let text = 0;
  for (let at = 0; at < a.length; at++) {
    const [before, after] = [a[at]!, b[at]!];
    if (before === 2 || after === 2) text++;
    if ((before === 2 && after === 0) || (after === 2 && before === 0)) differing++;
  }
  return differing <= tolerance * text;
}

/** A picture made smaller by averaging squares of `factor` pixels; `into` is reused from frame to frame. */
export function shrink(source: Uint8Array, width: number, factor: number, into: GrayPicture): void {
  const share = 1 / (factor * factor);
  for (let y = 0; y < into.height; y++) {
    for (let x = 0; x < into.width; x++) {
      let sum = 0;
      for (let row = y * factor; row < (y + 1) * factor; row++) {
        const from = row * width + x * factor;
        for (let at = from; at < from + factor; at++) sum += source[at]!;
      }
      into.data[y * into.width + x] = sum * share;
    }
  }
}
