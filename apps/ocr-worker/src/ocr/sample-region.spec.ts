import type { Picture } from './picture';
import { quarterTurn, regionOfBox, type Region } from './region';
import { sampleRegion } from './sample-region';

/** A grey picture; each value is one pixel. */
function grey(...rows: number[][]): Picture {
  return { data: Uint8Array.from(rows.flat().flatMap((v) => [v, v, v])), width: rows[0]!.length, height: rows.length };
}

/** The blue plane, back in 0…255. */
function sample(picture: Picture, region: Region, width: number, height: number): number[] {
  const data = new Float32Array(3 * width * height);
  sampleRegion(picture, region, { data, stride: width, planeSize: width * height }, width, height);
  return [...data.subarray(0, width * height)].map((value) => Math.round((value + 1) * 127.5));
}

describe('sampling a region', () => {
  const picture = grey([0, 50, 100], [10, 60, 110]);
  const whole = regionOfBox([0, 0, 3, 2]);

  it('copies pixels at the same size', () => expect(sample(picture, whole, 3, 2)).toEqual([0, 50, 100, 10, 60, 110]));

  it('averages when shrinking', () =>
    expect(sample(grey([0, 100, 20, 40]), regionOfBox([0, 0, 4, 1]), 1, 1)).toEqual([40]));

  it('repeats the edge outside of the picture', () =>
    expect(sample(picture, regionOfBox([-1, 0, 5, 1]), 6, 1)).toEqual([0, 0, 50, 100, 100, 100]));

  it('turns a line that runs from top to bottom', () =>
    expect(sample(picture, quarterTurn(whole), 2, 3)).toEqual([100, 110, 50, 60, 0, 10]));

  it('puts blue first and red last, each in its plane', () => {
    const data = new Float32Array(3);
    const red: Picture = { data: Uint8Array.from([255, 0, 0]), width: 1, height: 1 };
    sampleRegion(red, regionOfBox([0, 0, 1, 1]), { data, stride: 1, planeSize: 1 }, 1, 1);
    expect([...data]).toEqual([-1, -1, 1]);
  });
});
