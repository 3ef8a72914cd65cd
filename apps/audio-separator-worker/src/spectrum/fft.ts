/** Real and imaginary parts of as many complex numbers. */
export interface Complex {
  re: Float64Array;
  im: Float64Array;
}

export const complex = (size: number): Complex => ({ re: new Float64Array(size), im: new Float64Array(size) });

/** The sizes of spectra that networks were trained with are products of these. */
const RADICES = [4, 2, 3, 5];

function radicesOf(size: number): number[] {
  const found: number[] = [];
  let rest = size;
  for (const radix of RADICES) {
    for (; rest % radix === 0; rest /= radix) found.push(radix);
  }
  if (rest !== 1)
    throw new RangeError(`a transform of ${size} numbers is not possible: its prime factors must be 2, 3 and 5`);
  return found;
}

/** The discrete Fourier transform of a fixed size, by Stockham's order of steps, so that nothing is sorted afterwards. */
export class Fft {
  private readonly radices: number[];
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;
  private scratch: Complex;

  constructor(readonly size: number) {
    this.radices = radicesOf(size);
    this.scratch = complex(size);
    this.cos = Float64Array.from({ length: size }, (_, at) => Math.cos((2 * Math.PI * at) / size));
    this.sin = Float64Array.from({ length: size }, (_, at) => -Math.sin((2 * Math.PI * at) / size));
  }

  /** Overwrites its argument. @returns the result, in one of two places that the next call overwrites */
  forward(data: Complex): Complex {
    let [from, to] = [data, this.scratch];
    let length = this.size;
    let stride = 1;
    for (const radix of this.radices) {
      const part = length / radix;
      if (radix === 4) this.quarter(from, to, part, stride);
      else this.step(from, to, radix, part, stride);
      [from, to] = [to, from];
      length = part;
      stride *= radix;
    }
    return from;
  }

  /** The inverse, times the size: real and imaginary part change places on the way in and on the way out. */
  backward({ re, im }: Complex): Complex {
    const turned = this.forward({ re: im, im: re });
    return { re: turned.im, im: turned.re };
  }

  private quarter(from: Complex, to: Complex, part: number, stride: number): void {
    const { re: xr, im: xi } = from;
    const { re: yr, im: yi } = to;
    const { cos, sin } = this;
    const turn = this.size / (4 * part);
    const gap = stride * part;
    for (let q = 0; q < part; q++) {
      const [c1, s1, c2, s2] = [cos[q * turn]!, sin[q * turn]!, cos[2 * q * turn]!, sin[2 * q * turn]!];
      const [c3, s3] = [cos[3 * q * turn]!, sin[3 * q * turn]!];
      for (let p = 0; p < stride; p++) {
        const a = p + stride * q;
        const [b, c, d] = [a + gap, a + 2 * gap, a + 3 * gap];
        const o = p + 4 * stride * q;
        const [acR, acI, bdR, bdI] = [xr[a]! + xr[c]!, xi[a]! + xi[c]!, xr[b]! + xr[d]!, xi[b]! + xi[d]!];
        const [oddR, oddI, turnR, turnI] = [xr[a]! - xr[c]!, xi[a]! - xi[c]!, xi[b]! - xi[d]!, xr[d]! - xr[b]!];
        yr[o] = acR + bdR;
        yi[o] = acI + bdI;
        put(yr, yi, o + stride, oddR + turnR, oddI + turnI, c1, s1);
        put(yr, yi, o + 2 * stride, acR - bdR, acI - bdI, c2, s2);
        put(yr, yi, o + 3 * stride, oddR - turnR, oddI - turnI, c3, s3);
      }
    }
  }

  private step(from: Complex, to: Complex, radix: number, part: number, stride: number): void {
    const { re: xr, im: xi } = from;
    const { re: yr, im: yi } = to;
    const { cos, sin, size } = this;
    const turn = size / (radix * part);
    for (let q = 0; q < part; q++) {
      for (let k = 0; k < radix; k++) {
        const [c, s] = [cos[(q * k * turn) % size]!, sin[(q * k * turn) % size]!];
        for (let p = 0; p < stride; p++) {
          let [re, im] = [0, 0];
          for (let j = 0; j < radix; j++) {
            const at = p + stride * (q + part * j);
            const w = (((j * k) % radix) * size) / radix;
            re += xr[at]! * cos[w]! - xi[at]! * sin[w]!;
            im += xr[at]! * sin[w]! + xi[at]! * cos[w]!;
          }
          put(yr, yi, p + stride * (radix * q + k), re, im, c, s);
        }
      }
    }
  }
}

/** Writes (re + i·im) · (cos + i·sin). */
function put(yr: Float64Array, yi: Float64Array, at: number, re: number, im: number, cos: number, sin: number): void {
  yr[at] = re * cos - im * sin;
  yi[at] = re * sin + im * cos;
}
