import { LetterGrid } from './letter-grid';

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
  /** Whether those that are gone are so near to each other that a letter of the text is gone. */
  lostLetter: boolean;
  /** Whether those that are gone or new are so near to each other that a letter of the text is another one now. */
  otherLetter: boolean;
}

/** An edge of the text in a reference. */
export const TEXT_EDGE = 2;

/** Per pixel: 2 an edge of the text, 1 too near to one to count as new, 0 none. */
export interface TextReference {
  edges: Uint8Array;
  width: number;
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
  private readonly reference: Uint8Array;
  private readonly stood: LetterGrid;
  private readonly lost: LetterGrid;
  private readonly differing: LetterGrid;

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly persistence: number,
  ) {
    this.strong = new Uint8Array(width * height);
    this.weak = new Uint8Array(width * height);
    this.reference = new Uint8Array(width * height);
    this.stood = new LetterGrid(width, height);
    this.lost = new LetterGrid(width, height);
    this.differing = new LetterGrid(width, height);
  }

  get size(): number {
    return this.stood.total;
  }

  /** Takes the next picture and says how it differs from the reference. */
  next({ data }: GrayPicture): MaskChange {
    const { width, height, strong, weak, reference, persistence, stood, lost, differing } = this;
    lost.clear();
    differing.clear();
    let text = 0;
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
        const step = Math.abs(data[at + 1]! - data[at - 1]!) + Math.abs(data[at + width]! - data[at - width]!);
        const runs = step >= WEAK ? Math.min(weak[at]! + 1, persistence) : 0;
        const holds = step >= STRONG ? Math.min(strong[at]! + 1, persistence) : 0;
        weak[at] = runs;
        strong[at] = holds;
        if (holds === persistence) {
          text++;
          if (reference[at] === 0) differing.add(x, y);
        } else if (reference[at] === 2 && runs < persistence) {
          lost.add(x, y);
          differing.add(x, y);
        }
      }
    }
    const gained = differing.total - lost.total;
    const [lostLetter, otherLetter] = [lost.hasLetterOf(stood, lost), differing.hasLetterOf(stood, lost)];
    return { text, lost: lost.total, gained, lostLetter, otherLetter };
  }

  /** Makes what stands now the text that later pictures are compared with. */
  remember(): void {
    const { width, height, strong, weak, reference, persistence, stood } = this;
    stood.clear();
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at++) {
        const isText = strong[at] === persistence;
        if (isText) stood.add(x, y);
        reference[at] = isText ? TEXT_EDGE : weak[at] === persistence ? 1 : 0;
      }
    }
  }

  /** A copy of the reference, to compare the text of two times. */
  snapshot(): TextReference {
    return { edges: this.reference.slice(), width: this.width };
  }
}

/** Whether two references show the same text. */
export function sameText(a: TextReference, b: TextReference, tolerance: number): boolean {
  const { width } = a;
  const height = a.edges.length / width;
  const [text, differing, gone] = [0, 1, 2].map(() => new LetterGrid(width, height)) as [
    LetterGrid,
    LetterGrid,
    LetterGrid,
  ];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const [before, after] = [a.edges[at]!, b.edges[at]!];
      if (before === 2 || after === 2) text.add(x, y);
      if ((before === 2 && after === 0) || (after === 2 && before === 0)) differing.add(x, y);
      if (before === 2 && after === 0) gone.add(x, y);
    }
  }
  return differing.total <= tolerance * text.total && !differing.hasLetterOf(text, gone);
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
