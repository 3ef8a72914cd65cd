import { expBelowZero, LEAST_EXPONENT } from './fast-exp';

describe('the quick e^x', () => {
  it('is right to 3e-8 of the value', () => {
    let worst = 0;
    for (let x = LEAST_EXPONENT + 0.001; x <= 0; x += 0.001) {
      worst = Math.max(worst, Math.abs(expBelowZero(x) / Math.exp(x) - 1));
    }
    expect(worst).toBeLessThan(3e-8);
  });

  it('is 1 at 0', () => expect(expBelowZero(0)).toBe(1));
});
