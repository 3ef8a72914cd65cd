const SIZE = 512;
const BITS = 9;

const COS = Float64Array.from({ length: SIZE / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / SIZE));
const SIN = Float64Array.from({ length: SIZE / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / SIZE));
const REVERSED = Uint16Array.from({ length: SIZE }, (_, i) => reversed(i));

/** The discrete Fourier transform of 512 complex numbers, in place. */
export function fft512(re: Float64Array, im: Float64Array): void {
  sort(re);
  sort(im);
  for (let size = 2; size <= SIZE; size *= 2) {
    const half = size / 2;
    const turn = SIZE / size;
    for (let first = 0; first < SIZE; first += size) {
      for (let k = 0; k < half; k++) {
        const [a, b] = [first + k, first + k + half];
        const [cos, sin] = [COS[k * turn]!, SIN[k * turn]!];
        const turnedR = re[b]! * cos - im[b]! * sin;
        const turnedI = re[b]! * sin + im[b]! * cos;
        re[b] = re[a]! - turnedR;
        im[b] = im[a]! - turnedI;
        re[a]! += turnedR;
        im[a]! += turnedI;
      }
    }
  }
}

function sort(values: Float64Array): void {
  for (let i = 0; i < SIZE; i++) {
    const j = REVERSED[i]!;
    if (j <= i) continue;
    const kept = values[i]!;
    values[i] = values[j]!;
    values[j] = kept;
  }
}

function reversed(index: number): number {
  let result = 0;
  for (let bit = 0; bit < BITS; bit++) if ((index >> bit) & 1) result |= 1 << (BITS - 1 - bit);
  return result;
}
