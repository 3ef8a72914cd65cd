import { frameBatches } from './frame-batches';

const ramp = (samples: number) => Float32Array.from({ length: samples }, (_, n) => n + 1);

async function rowsOf(blocks: Float32Array[], rows: number): Promise<number[][]> {
  const found: number[][] = [];
  for await (const { data } of frameBatches(blocks, rows)) {
    for (let at = 0; at < data.length; at += 576) found.push([...data.subarray(at, at + 576)]);
  }
  return found;
}

describe('frames for the model', () => {
  it('carry the end of the frame before them, and end in silence', async () => {
    const [first, second, third, ...more] = await rowsOf([ramp(1100)], 10);
    expect(more).toEqual([]);
    expect([first![0], first![63], first![64], first![575]]).toEqual([0, 0, 1, 512]);
    expect([second![0], second![63], second![64], second![575]]).toEqual([449, 512, 513, 1024]);
    expect([third![64], third![64 + 75], third![64 + 76], third![575]]).toEqual([1025, 1100, 0, 0]);
  });

  it.each([0, 1, 500, 512, 1024, 3000])('of %d samples are the same in any blocks and batches', async (samples) => {
    const whole = await rowsOf([ramp(samples)], 100);
    expect(whole).toHaveLength(Math.floor(samples / 512) + 1);
    const blocks = Array.from({ length: Math.ceil(samples / 7) }, (_, i) => ramp(samples).subarray(i * 7, i * 7 + 7));
    expect(await rowsOf(blocks, 2)).toEqual(whole);
    expect(await rowsOf(blocks, 1)).toEqual(whole);
  });

  it('tell how many samples they are made of', async () => {
    const counts: number[] = [];
    for await (const { samples } of frameBatches([ramp(700), ramp(700)], 1)) counts.push(samples);
    expect(counts.at(-1)).toBe(1400);
  });
});
