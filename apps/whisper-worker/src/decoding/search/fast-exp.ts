/** Where `expBelowZero` ends. At -20, among which many logits lie, the comparison with it cost more than their powers do. */
export const LEAST_EXPONENT = -40;

const STEPS_PER_HALVING = 64;
const STEPS_PER_UNIT = STEPS_PER_HALVING * Math.LOG2E;
const STEP = 1 / STEPS_PER_UNIT;
const POWERS = Float64Array.from({ length: 2 - Math.floor(LEAST_EXPONENT * STEPS_PER_UNIT) }, (_, steps) =>
  Math.exp(-steps * STEP),
);

/**
 * e^x for -40 < x ≤ 0, right to 3e-8 of the value: a power from a table, and the beginning of the series for the rest,
 * which lies between ±0.0055.
 */
export function expBelowZero(x: number): number {
  const steps = (0.5 - x * STEPS_PER_UNIT) | 0;
  const rest = x + steps * STEP;
  return POWERS[steps]! * (1 + rest * (1 + rest / 2));
}

/** e^((x - top) × perUnit) for values up to `top`. */
export interface ExpScale {
  top: number;
  perUnit?: number;
}

/** The sum over the values `from` to `to`, the end excluded; what is too small to count is left out. */
export function sumOfExp(values: Float32Array, from: number, to: number, { top, perUnit = 1 }: ExpScale): number {
  let sum = 0;
  for (let at = from; at < to; at++) {
    const below = (values[at]! - top) * perUnit;
    if (below > LEAST_EXPONENT) sum += expBelowZero(below);
  }
  return sum;
}

/** The first place at which that sum is more than `exceeds`. */
export function whereSumOfExp(
  values: Float32Array,
  from: number,
  to: number,
  { top, perUnit = 1, exceeds }: ExpScale & { exceeds: number },
): number | undefined {
  let sum = 0;
  for (let at = from; at < to; at++) {
    const below = (values[at]! - top) * perUnit;
    if (below > LEAST_EXPONENT && (sum += expBelowZero(below)) > exceeds) return at;
  }
  return undefined;
}
