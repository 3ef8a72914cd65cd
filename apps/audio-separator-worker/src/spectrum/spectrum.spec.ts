import { complex, Fft } from './fft';
import { Spectrum } from './spectrum';

const noise = (seed: number, length: number): Float32Array => {
  let state = seed;
  return Float32Array.from({ length }, () => ((state = (state * 16_807) % 2_147_483_647) / 2_147_483_647) * 2 - 1);
};

describe('the Fourier transform', () => {
  it.each([12, 20, 48, 60])('of %i numbers is the sum that defines it, and comes back', (size) => {
    const [re, im] = [noise(1, size), noise(2, size)].map((part) => Float64Array.from(part)) as [
      Float64Array,
      Float64Array,
    ];
    const fft = new Fft(size);
    const found = fft.forward({ re: re.slice(), im: im.slice() });
    for (let bin = 0; bin < size; bin++) {
      let [sumR, sumI] = [0, 0];
      for (let at = 0; at < size; at++) {
        const angle = (-2 * Math.PI * bin * at) / size;
        sumR += re[at]! * Math.cos(angle) - im[at]! * Math.sin(angle);
        sumI += re[at]! * Math.sin(angle) + im[at]! * Math.cos(angle);
      }
      expect(found.re[bin]).toBeCloseTo(sumR, 9);
      expect(found.im[bin]).toBeCloseTo(sumI, 9);
    }
    const copy = complex(size);
    copy.re.set(found.re);
    copy.im.set(found.im);
    const back = fft.backward(copy);
    re.forEach((value, at) => expect(back.re[at]! / size).toBeCloseTo(value, 9));
    im.forEach((value, at) => expect(back.im[at]! / size).toBeCloseTo(value, 9));
  });

  it('is refused for a size that has other prime factors', () => {
    expect(() => new Fft(14)).toThrow(/2, 3 and 5/);
  });
});

describe('the spectrum of stereo samples', () => {
  const form = { size: 96, hop: 16, bins: 49, frames: 12 };

  it('has a tone in its bin, of the channel in which it is', () => {
    const spectrum = new Spectrum({ ...form, bins: 48 });
    const tone = Float32Array.from({ length: spectrum.length }, (_, at) => Math.cos((2 * Math.PI * 8 * at) / 96));
    const planes = spectrum.analyse({ left: tone, right: new Float32Array(spectrum.length) });
    const strength = (channel: number, bin: number): number =>
      Math.hypot(planes[(2 * channel * 48 + bin) * 12 + 6]!, planes[((2 * channel + 1) * 48 + bin) * 12 + 6]!);
    const left = Array.from({ length: 48 }, (_, bin) => strength(0, bin));
    expect(left.indexOf(Math.max(...left))).toBe(8);
    expect(left[8]).toBeCloseTo(96 / 4, 4);
    expect(Math.max(...Array.from({ length: 48 }, (_, bin) => strength(1, bin)))).toBeLessThan(1e-5);
  });

  it('gives the samples back, but for the lowest frequencies, where no frame is mirrored', () => {
    const spectrum = new Spectrum(form);
    const high = (seed: number): Float32Array =>
      Float32Array.from({ length: spectrum.length }, (_, at) => Math.sin((2 * Math.PI * (10 + seed) * at) / 96 + seed));
    const [left, right] = [high(1), high(7)];
    const back = spectrum.synthesise(spectrum.analyse({ left, right }));
    for (let at = 96; at < spectrum.length - 96; at++) {
      expect(back.left[at]).toBeCloseTo(left[at]!, 4);
      expect(back.right[at]).toBeCloseTo(right[at]!, 4);
    }
  });
});
