const SIZE = 400;
/** 400 = 4 · 4 · 5 · 5. */
const RADICES = [4, 4, 5, 5] as const;

const COS = Float64Array.from({ length: SIZE }, (_, i) => Math.cos((2 * Math.PI * i) / SIZE));
const SIN = Float64Array.from({ length: SIZE }, (_, i) => -Math.sin((2 * Math.PI * i) / SIZE));
const [C1, C2, S1, S2] = [COS[80]!, COS[160]!, -SIN[80]!, -SIN[160]!];

/** Real and imaginary parts of 400 complex numbers. */
export interface Complex400 {
  re: Float64Array;
  im: Float64Array;
}

export const complex400 = (): Complex400 => ({ re: new Float64Array(SIZE), im: new Float64Array(SIZE) });

/**
 * The discrete Fourier transform of 400 complex numbers (Stockham's order of steps, so nothing is sorted afterwards).
 * Overwrites both arguments; the result is in `data`, because the number of steps is even.
 */
export function fft400(data: Complex400, scratch: Complex400): void {
  let [from, to] = [data, scratch];
  let length = SIZE;
  let stride = 1;
  for (const radix of RADICES) {
    (radix === 4 ? radix4 : radix5)(from, to, length / radix, stride);
    [from, to] = [to, from];
    length /= radix;
    stride *= radix;
  }
}

function radix4(from: Complex400, to: Complex400, quarter: number, stride: number): void {
  const { re: xr, im: xi } = from;
  const { re: yr, im: yi } = to;
  const step = stride * quarter;
  const turn = SIZE / (4 * quarter);
  for (let q = 0; q < quarter; q++) {
    const [w1, w2, w3] = [q * turn, 2 * q * turn, 3 * q * turn];
    const [c1, s1, c2, s2, c3, s3] = [COS[w1]!, SIN[w1]!, COS[w2]!, SIN[w2]!, COS[w3]!, SIN[w3]!];
    for (let r = 0; r < stride; r++) {
      const a = r + stride * q;
      const [b, c, d] = [a + step, a + 2 * step, a + 3 * step];
      const o = r + stride * 4 * q;
      const acR = xr[a]! + xr[c]!;
      const acI = xi[a]! + xi[c]!;
      const bdR = xr[b]! + xr[d]!;
      const bdI = xi[b]! + xi[d]!;
      const oddR = xr[a]! - xr[c]!;
      const oddI = xi[a]! - xi[c]!;
      const turnedR = xi[b]! - xi[d]!;
      const turnedI = xr[d]! - xr[b]!;
      yr[o] = acR + bdR;
      yi[o] = acI + bdI;
      put(yr, yi, o + stride, oddR + turnedR, oddI + turnedI, c1, s1);
      put(yr, yi, o + 2 * stride, acR - bdR, acI - bdI, c2, s2);
      put(yr, yi, o + 3 * stride, oddR - turnedR, oddI - turnedI, c3, s3);
    }
  }
}

function radix5(from: Complex400, to: Complex400, fifth: number, stride: number): void {
  const { re: xr, im: xi } = from;
  const { re: yr, im: yi } = to;
  const step = stride * fifth;
  const turn = SIZE / (5 * fifth);
  for (let q = 0; q < fifth; q++) {
    const [w1, w2, w3, w4] = [q * turn, 2 * q * turn, 3 * q * turn, 4 * q * turn];
    for (let r = 0; r < stride; r++) {
      const a = r + stride * q;
      const [b, c, d, e] = [a + step, a + 2 * step, a + 3 * step, a + 4 * step];
      const o = r + stride * 5 * q;
      const [beR, beI, beMinusR, beMinusI] = [xr[b]! + xr[e]!, xi[b]! + xi[e]!, xr[b]! - xr[e]!, xi[b]! - xi[e]!];
      const [cdR, cdI, cdMinusR, cdMinusI] = [xr[c]! + xr[d]!, xi[c]! + xi[d]!, xr[c]! - xr[d]!, xi[c]! - xi[d]!];
      const evenR1 = xr[a]! + C1 * beR + C2 * cdR;
      const evenI1 = xi[a]! + C1 * beI + C2 * cdI;
      const evenR2 = xr[a]! + C2 * beR + C1 * cdR;
      const evenI2 = xi[a]! + C2 * beI + C1 * cdI;
      const oddR1 = S1 * beMinusI + S2 * cdMinusI;
      const oddI1 = -(S1 * beMinusR + S2 * cdMinusR);
      const oddR2 = S2 * beMinusI - S1 * cdMinusI;
      const oddI2 = -(S2 * beMinusR - S1 * cdMinusR);
      yr[o] = xr[a]! + beR + cdR;
      yi[o] = xi[a]! + beI + cdI;
      put(yr, yi, o + stride, evenR1 + oddR1, evenI1 + oddI1, COS[w1]!, SIN[w1]!);
      put(yr, yi, o + 2 * stride, evenR2 + oddR2, evenI2 + oddI2, COS[w2]!, SIN[w2]!);
      put(yr, yi, o + 3 * stride, evenR2 - oddR2, evenI2 - oddI2, COS[w3]!, SIN[w3]!);
      put(yr, yi, o + 4 * stride, evenR1 - oddR1, evenI1 - oddI1, COS[w4]!, SIN[w4]!);
    }
  }
}

/** Writes (re + i·im) · (cos + i·sin). */
function put(yr: Float64Array, yi: Float64Array, at: number, re: number, im: number, cos: number, sin: number): void {
  yr[at] = re * cos - im * sin;
  yi[at] = re * sin + im * cos;
}
