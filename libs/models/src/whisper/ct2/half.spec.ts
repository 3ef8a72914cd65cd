import { floatsToHalves, halvesToFloats } from './half';

const half = (value: number): number | undefined => floatsToHalves(Float32Array.of(value))[0];

describe('half floats', () => {
  it('come back unchanged by way of floats', () => {
    const isNumber = (bits: number) => (bits & 0x7c00) !== 0x7c00 || (bits & 0x3ff) === 0;
    const all = Uint16Array.from(Array.from({ length: 65_536 }, (_, bits) => bits).filter(isNumber));
    expect(floatsToHalves(halvesToFloats(all))).toEqual(all);
  });

  it.each([
    ['a value between two, to the even one', 1 + 2 ** -11, 0x3c00],
    ['a value between two, up to the even one', 1 + 3 * 2 ** -11, 0x3c02],
    ['what is just above the middle', 1 + 2 ** -11 + 2 ** -20, 0x3c01],
    ['a carry into the exponent', 2047.9999, 0x6800],
    ['what is too large', 70_000, 0x7c00],
    ['the largest that is not', 65_504, 0x7bff],
    ['a subnormal', 3 * 2 ** -24, 3],
    ['what is too small', 2 ** -26, 0],
    ['half of the smallest, to the even zero', 2 ** -25, 0],
    ['a negative zero', -0, 0x8000],
  ])('round %s', (_what, value, bits) => {
    expect(half(value)).toBe(bits);
  });

  it('keep what is no number', () => {
    expect(halvesToFloats(floatsToHalves(Float32Array.of(NaN)))[0]).toBeNaN();
  });
});
