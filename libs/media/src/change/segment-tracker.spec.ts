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
): TextSegment<number>[] {
  const tracker = new SegmentTracker<number>({ width: WIDTH, height: HEIGHT }, trackerOptions(25));
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
