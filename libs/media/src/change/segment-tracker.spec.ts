import { SegmentTracker, trackerOptions, type TextSegment } from './segment-tracker';
import { shrink, type GrayPicture } from './text-mask';

const [WIDTH, HEIGHT] = [160, 40];
type Pixel = (x: number, y: number, frame: number) => number;

/** A picture of outlined bars, which have edges as letters do; `seed` says which bars. */
const text =
  (seed: number): Pixel =>
  (x, y) => {
    if (y < 10 || y >= 30) return -1;
    const bar = Math.floor(x / 6);
    if ((bar * 7 + seed * 13) % 5 < 2) return -1;
    const at = x % 6;
    return at === 0 || at === 4 ? 0 : at < 4 ? 255 : -1;
  };
const flat: Pixel = () => 100;
const moving: Pixel = (x, y, frame) => 128 + 100 * Math.sin((x + y * 2 + frame * 5) / 6);

function segments(
  frames: number,
  background: Pixel,
  words: (frame: number) => Pixel | undefined,
  rate = 25,
): TextSegment<number>[] {
  const tracker = new SegmentTracker<number>({ width: WIDTH, height: HEIGHT }, trackerOptions(rate));
  const done: TextSegment<number>[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const gray: GrayPicture = { data: new Uint8Array(WIDTH * HEIGHT), width: WIDTH, height: HEIGHT };
    for (let at = 0; at < gray.data.length; at++) {
      const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
      const letter = words(frame)?.(x, y, frame) ?? -1;
      gray.data[at] = letter >= 0 ? letter : background(x, y, frame);
    }
    const segment = tracker.next(gray, frame, () => frame);
    if (segment) done.push(segment);
  }
  return [...done, ...tracker.finish()];
}
const times = (found: TextSegment<number>[]) =>
  found.filter(({ picture }) => picture !== undefined).map(({ start, end }) => [start, end]);

const hasOwnPicture = ({ start, end, picture = -1 }: TextSegment<number>): boolean => picture >= start && picture < end;

/** A frame, or one beside it: the background may have had an edge there already. */
const near = (frame: number) => ({ asymmetricMatch: (actual: number) => Math.abs(actual - frame) <= 1 });

describe.each([
  ['a still background', flat],
  ['a moving background', moving],
])('text over %s', (_name, background) => {
  it('is noticed when it appears, is replaced and vanishes', () => {
    const words = (frame: number) =>
      frame >= 20 && frame < 50 ? text(1) : frame >= 50 && frame < 80 ? text(2) : undefined;
    expect(times(segments(110, background, words))).toEqual([
      [near(20), near(50)],
      [near(50), near(80)],
    ]);
  });

  it('is not noticed where there is none', () => expect(times(segments(100, background, () => undefined))).toEqual([]));

  it('goes on over a flash of one frame', () => {
    const flash: Pixel = (x, y, frame) => (frame === 40 ? 255 : background(x, y, frame));
    const words = (frame: number) => (frame >= 20 && frame !== 40 ? text(1) : undefined);
    expect(times(segments(80, flash, words))).toEqual([[near(20), 80]]);
  });
});

/** The same text, but for the bar that stands at `place`: one letter of it is another one. */
const withOtherLetter =
  (place: number): Pixel =>
  (x, y, frame) => {
    if (Math.floor(x / 12) !== place || y < 10 || y >= 30) return text(1)(x, y, frame);
    const row = (y - 10) % 10;
    return row === 0 || row === 5 ? 0 : row < 5 ? 255 : -1;
  };
/** Different in each frame and pixel, at most `most` brighter or darker. */
const noisy =
  (pixel: Pixel, most: number): Pixel =>
  (x, y, frame) => {
    const value = pixel(x, y, frame);
    const random = ((x * 7919 + y * 104_729 + frame * 1_299_709) * 2_654_435_761) % 1009;
    return value < 0 ? value : Math.min(255, Math.max(0, value + Math.round((random / 504 - 1) * most)));
  };

describe('text of which one letter changes', () => {
  const words = (frame: number): Pixel => (frame < 50 ? text(1) : frame < 80 ? withOtherLetter(3) : withOtherLetter(9));

  it.each([
    ['a still background', flat, 0],
    ['noise', noisy(flat, 12), 12],
  ])('is another text, over %s', (_name, background, most) => {
    const found = segments(110, background, (frame) => noisy(words(frame), most));
    expect(times(found)).toEqual([
      [0, 50],
      [50, 80],
      [80, 110],
    ]);
    expect(found.filter(hasOwnPicture)).toEqual(found);
  });

  it('is one text where only noise changes', () =>
    expect(times(segments(90, noisy(flat, 20), () => noisy(text(1), 20)))).toEqual([[0, 90]]));
});

describe('fast words', () => {
  it.each([24, 25, 30])('of 0.3 s have their own times and pictures, at %i pictures a second', (rate) => {
    const long = Math.floor(rate * 0.3);
    const count = Math.floor(70 / long);
    const found = segments(count * long, flat, (frame) => text(Math.floor(frame / long) % 5), rate);
    expect(times(found)).toEqual(Array.from({ length: count }, (_, at) => [at * long, (at + 1) * long]));
    expect(found.filter(hasOwnPicture)).toEqual(found);
  });
});

describe('text that fades in', () => {
  it('is one segment, and its picture is taken when all of it stands', () => {
    const fading =
      (share: number): Pixel =>
      (x, y, frame) => {
        const letter = text(1)(x, y, frame);
        return letter < 0 ? -1 : Math.round(100 + (letter - 100) * share);
      };
    const words = (frame: number) => (frame < 20 ? undefined : fading(Math.min(1, (frame - 20) / 8)));
    const found = segments(80, flat, words).filter(({ picture }) => picture !== undefined);
    expect(found).toHaveLength(1);
    expect(Math.abs(found[0]!.start - 20)).toBeLessThanOrEqual(4);
    expect(found[0]!.picture).toBeGreaterThanOrEqual(26);
  });
});

describe('making a picture smaller', () => {
  it('averages squares of pixels', () => {
    const into = { data: new Uint8Array(2), width: 2, height: 1 };
    shrink(Uint8Array.from([0, 10, 100, 100, 20, 10, 100, 100]), 4, 2, into);
    expect([...into.data]).toEqual([10, 100]);
  });
});
