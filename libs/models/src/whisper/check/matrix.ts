/** Rows of numbers, one after the other. */
export interface Matrix {
  rows: number;
  width: number;
  values: Float32Array;
}

export const matrix = (rows: number, width: number): Matrix => ({
  rows,
  width,
  values: new Float32Array(rows * width),
});

export function add(a: Matrix, b: Matrix): Matrix {
  return { ...a, values: a.values.map((value, index) => value + (b.values[index] ?? 0)) };
}

export function transpose({ rows, width, values }: Matrix): Matrix {
  const turned = matrix(width, rows);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++) turned.values[i * rows + row] = values[row * width + i] ?? 0;
  }
  return turned;
}

/** Columns `first` to `first + count`. */
export function columns({ rows, width, values }: Matrix, first: number, count: number): Matrix {
  const part = matrix(rows, count);
  for (let row = 0; row < rows; row++) {
    part.values.set(values.subarray(row * width + first, row * width + first + count), row * count);
  }
  return part;
}

export function dot(a: Float32Array, fromA: number, b: Float32Array, fromB: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (a[fromA + i] ?? 0) * (b[fromB + i] ?? 0);
  return sum;
}

/** softmax(q · kᵀ / √width) · v; row i of q sees the first `visible(i)` rows of k. */
export function attend(q: Matrix, k: Matrix, v: Matrix, visible: (row: number) => number): Matrix {
  const result = matrix(q.rows, v.width);
  for (let row = 0; row < q.rows; row++) {
    const scores = Array.from({ length: visible(row) }, (_, other) => {
      return dot(q.values, row * q.width, k.values, other * k.width, q.width) / Math.sqrt(q.width);
    });
    const highest = Math.max(...scores);
    const shares = scores.map((score) => Math.exp(score - highest));
    const total = shares.reduce((sum, share) => sum + share, 0);
    shares.forEach((share, other) => {
      for (let i = 0; i < v.width; i++) {
        const at = row * v.width + i;
        result.values[at] = (result.values[at] ?? 0) + (share / total) * (v.values[other * v.width + i] ?? 0);
      }
    });
  }
  return result;
}

/** x · Φ(x) with the error function of Abramowitz and Stegun, 7.1.26: 1.5e-7 off at most. */
export function gelu(x: Matrix): Matrix {
  return { ...x, values: x.values.map((value) => (value / 2) * (1 + errorFunction(value / Math.SQRT2))) };
}

function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}
