import { separate, type Network, type Separated } from './separation';
import { Spectrum, type Stereo } from './spectrum/spectrum';

const spectrum = new Spectrum({ size: 96, hop: 16, bins: 48, frames: 20 });
const tone = (bin: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, at) => 0.4 * Math.sin((2 * Math.PI * bin * at) / 96));
const [LOW, HIGH] = [8, 30];

/** A network that keeps what is below bin 20. */
const lowest: Network = (seen) => Promise.resolve(seen.map((value, at) => (Math.floor(at / 20) % 48 < 20 ? value : 0)));

async function* inBlocks(mix: Float32Array, size: number): AsyncGenerator<Stereo> {
  for (let at = 0; at < mix.length; at += size) {
    const left = mix.slice(at, at + size);
    yield Promise.resolve({ left, right: left.map((value) => -value) });
  }
}

async function separated(length: number, block: number, overlap: number, denoise = false): Promise<Separated> {
  const [low, high] = [tone(LOW, length), tone(HIGH, length)];
  const mix = low.map((value, at) => value + high[at]!);
  const all = {
    mix: { left: [] as number[], right: [] as number[] },
    stem: { left: [] as number[], right: [] as number[] },
  };
  for await (const piece of separate(inBlocks(mix, block), spectrum, lowest, { overlap, denoise, gain: 1 })) {
    for (const part of ['mix', 'stem'] as const)
      for (const channel of ['left', 'right'] as const) all[part][channel].push(...piece[part][channel]);
  }
  const arrays = ({ left, right }: { left: number[]; right: number[] }): Stereo => ({
    left: Float32Array.from(left),
    right: Float32Array.from(right),
  });
  return { mix: arrays(all.mix), stem: arrays(all.stem) };
}

describe('the separation of audio', () => {
  it.each([
    { length: 1000, block: 1000, overlap: 0 },
    { length: 1000, block: 77, overlap: 0.25 },
    { length: 1313, block: 400, overlap: 0.5 },
    { length: 40, block: 7, overlap: 0.25 },
  ])(
    'keeps every sample at its place: $length in blocks of $block, overlap $overlap',
    async ({ length, block, overlap }) => {
      const { mix, stem } = await separated(length, block, overlap);
      const [low, high] = [tone(LOW, length), tone(HIGH, length)];
      expect(mix.left).toEqual(low.map((value, at) => value + high[at]!));
      expect(stem.left).toHaveLength(length);
      // frames that are mirrored see a kink, which has low frequencies that no network is shown
      for (let at = 96; at < length - 96; at++) {
        expect(stem.left[at]).toBeCloseTo(low[at]!, 2);
        expect(stem.right[at]).toBeCloseTo(-low[at]!, 2);
      }
    },
  );

  it('comes to the same of a network without noise of its own when it listens twice', async () => {
    const [once, twice] = [await separated(900, 900, 0.25), await separated(900, 900, 0.25, true)];
    once.stem.left.forEach((value, at) => expect(twice.stem.left[at]).toBeCloseTo(value, 5));
  });

  it('makes nothing of nothing', async () => {
    expect((await separated(0, 10, 0.25)).mix.left).toHaveLength(0);
  });
});
