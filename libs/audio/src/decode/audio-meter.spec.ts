import { AudioMeter } from './audio-meter';

const measure = (...blocks: number[][]) => {
  const meter = new AudioMeter();
  blocks.forEach((block) => meter.clean(Float32Array.from(block)));
  return meter.report();
};

describe('what audio is like', () => {
  it('is cut to full scale and counted as clipped', () => {
    const meter = new AudioMeter();
    const block = Float32Array.of(0.5, 1.5, -7, 1, -0.25);
    meter.clean(block);
    expect([...block]).toEqual([0.5, 1, -1, 1, -0.25]);
    expect(meter.report()).toMatchObject({ samples: 5, clippedShare: 0.6, peak: 1, nonFinite: 0 });
  });

  it('counts silence in pieces of 20 ms, in any blocks', () => {
    const loud = new Array<number>(320).fill(0.1);
    const quiet = new Array<number>(320).fill(0.0005);
    const all = [...loud, ...quiet, ...quiet, ...quiet];
    expect(measure(all).silentShare).toBe(0.75);
    expect(measure(all.slice(0, 500), all.slice(500)).silentShare).toBe(0.75);
  });

  it('counts a last piece that is not whole', () => {
    expect(measure(new Array<number>(330).fill(0.2))).toMatchObject({ silentShare: 0, seconds: 330 / 16_000 });
  });

  it('is known of nothing too', () => {
    expect(measure()).toEqual({ samples: 0, seconds: 0, nonFinite: 0, clippedShare: 0, silentShare: 0, peak: 0 });
  });
});
