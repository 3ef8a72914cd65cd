import { FBANK_BANDS, fbankFrames, kaldiFbank } from './kaldi-fbank';

const samples = Float32Array.from(
  { length: 1000 },
  (_, i) => 0.3 * Math.sin(0.05 * i) + 0.2 * Math.sin(0.7 * i + 0.001 * i * i),
);
const BANDS = [0, 1, 20, 40, 60, 79];

describe('filter banks', () => {
  it.each([
    [0, [-5.9035, -4.1659, -14.8272, -2.4112, -4.8389, -15.9424]],
    [3, [-5.2444, -4.2056, -15.9424, -15.9424, -5.1468, -13.6912]],
  ])('are those of kaldi-native-fbank in frame %d', (frame, right) => {
    const rows = kaldiFbank(samples);
    const bands = BANDS.map((band) => rows[frame * FBANK_BANDS + band]!);
    bands.forEach((value, at) => expect(Math.abs(value - right[at]!)).toBeLessThan(1e-3));
  });

  it('count whole frames only', () => {
    expect([0, 399, 400, 559, 560, 1000].map(fbankFrames)).toEqual([0, 0, 1, 1, 2, 4]);
    expect(kaldiFbank(samples)).toHaveLength(4 * FBANK_BANDS);
    expect(kaldiFbank(samples.subarray(0, 399))).toHaveLength(0);
  });

  it('are the same for an even and an odd number of frames', () => {
    const [three, four] = [kaldiFbank(samples.subarray(0, 720)), kaldiFbank(samples)];
    three.forEach((value, at) => expect(value).toBeCloseTo(four[at]!, 4));
  });
});
