import { cut, piecesOf } from './prints';
import { NOBODY, speakersOfFrames } from './speakers-of-frames';

/** Samples that count upwards, in blocks. */
async function* counting(length: number, block = 16_000): AsyncGenerator<Float32Array> {
  for (let at = 0; at < length; at += block)
    yield Float32Array.from({ length: Math.min(block, length - at) }, (_, i) => at + i);
}

describe('the pieces of stretches', () => {
  it('overlap and fill a long stretch', () => {
    const pieces = piecesOf([{ from: 100, to: 300, voices: 1 }]);
    expect(pieces[0]?.from).toBe(100);
    expect(pieces.at(-1)?.to).toBe(300);
    expect(pieces.length).toBeGreaterThan(3);
    pieces.slice(1).forEach(({ from }, at) => expect(from).toBeLessThan(pieces[at]!.to));
    expect(new Set(pieces.map(({ from, to }) => to - from)).size).toBe(1);
  });

  it('are one in a short stretch, and none where several speak', () => {
    const stretches = [
      { from: 10, to: 50, voices: 1 },
      { from: 50, to: 90, voices: 2 },
    ];
    expect(piecesOf(stretches)).toEqual([{ stretch: 0, from: 10, to: 50 }]);
  });
});

it('cuts ranges that overlap or lie far apart out of a stream', async () => {
  const ranges = [
    { from: 5, to: 20_000 },
    { from: 10_000, to: 20_010 },
    { from: 70_000, to: 70_003 },
    { from: 79_000, to: 90_000 },
  ];
  const found: [number | undefined, number | undefined][] = [];
  for await (const samples of cut(counting(80_000), ranges)) found.push([samples[0], samples.at(-1)]);
  expect(found).toEqual([
    [5, 19_999],
    [10_000, 20_009],
    [70_000, 70_002],
    [79_000, 79_999],
  ]);
});

describe('the speaker of a frame', () => {
  const speakers = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
  const stretches = [
    { from: 0, to: 130, voices: 1 },
    { from: 130, to: 140, voices: 2 },
    { from: 140, to: 160, voices: 1 },
  ];
  const print = (stretch: number, from: number, to: number, x: number, y: number) => ({
    ...{ stretch, from, to },
    embedding: Float32Array.of(x, y),
  });

  it('is whose voice sounds most like the piece whose middle is nearest', () => {
    const prints = [print(0, 0, 90, 0.9, 0.1), print(0, 40, 130, 0.2, 0.8), print(2, 140, 160, 0.7, 0.6)];
    const found = speakersOfFrames(prints, stretches, speakers, 200);
    const told = [0, 64, 65, 129, 130, 139, 140, 159, 160].map((frame) => found[frame]);
    expect(told).toEqual([0, 0, 1, 1, NOBODY, NOBODY, 0, 0, NOBODY]);
  });

  it('gives no frame a speaker where there are none', () => {
    expect(speakersOfFrames([print(0, 0, 90, 1, 0)], stretches, [], 3)).toEqual(Int16Array.of(NOBODY, NOBODY, NOBODY));
  });
});
