/** Unit vectors that were joined: their sum, and how many there are. */
export interface Group {
  sum: Float64Array;
  size: number;
}

/** Two groups became one: the numbers of both (those given come first, then those made), and how far apart they were. */
export interface Join {
  a: number;
  b: number;
  distance: number;
}

export const groupOf = (vector: ArrayLike<number>): Group => ({ sum: Float64Array.from(vector), size: 1 });

/**
 * Joins the two nearest groups until one is left. The distance of two groups is the mean cosine distance of their members
 * (average linkage); of unit vectors it follows from the sums alone.
 */
export function averageLinkage(groups: readonly Group[]): Join[] {
  return new Linkage(groups).joins();
}

class Linkage {
  private readonly count: number;
  private readonly distances: Float32Array;
  /** Of each group that is left: its nearest one. */
  private readonly nearest: Int32Array;
  private readonly sizes: Float64Array;
  private readonly numbers: number[];
  private left: number[];

  constructor(groups: readonly Group[]) {
    this.count = groups.length;
    this.distances = new Float32Array(this.count ** 2);
    this.nearest = new Int32Array(this.count).fill(-1);
    this.sizes = Float64Array.from(groups, ({ size }) => size);
    this.numbers = groups.map((_, at) => at);
    this.left = groups.map((_, at) => at);
    groups.forEach((one, i) => {
      for (let j = 0; j < i; j++) this.setDistance(i, j, distanceOf(one, groups[j]!));
    });
    for (const i of this.left) this.findNearest(i);
  }

  joins(): Join[] {
    const joins: Join[] = [];
    while (this.left.length > 1) {
      const a = this.left.reduce((best, i) => (this.toNearest(i) < this.toNearest(best) ? i : best));
      const b = this.nearest[a]!;
      joins.push({ a: this.numbers[a]!, b: this.numbers[b]!, distance: this.toNearest(a) });
      this.join(a, b);
      this.numbers[a] = this.count + joins.length - 1;
    }
    return joins;
  }

  /** `b` becomes part of `a`. */
  private join(a: number, b: number): void {
    this.left = this.left.filter((i) => i !== b);
    const [sizeA, sizeB] = [this.sizes[a]!, this.sizes[b]!];
    for (const k of this.left) {
      if (k === a) continue;
      this.setDistance(k, a, (sizeA * this.distance(k, a) + sizeB * this.distance(k, b)) / (sizeA + sizeB));
    }
    this.sizes[a] = sizeA + sizeB;
    for (const k of this.left) {
      const near = this.nearest[k]!;
      if (k === a || near === a || near === b) this.findNearest(k);
      else if (this.distance(k, a) < this.toNearest(k)) this.nearest[k] = a;
    }
  }

  private findNearest(i: number): void {
    let best = -1;
    for (const j of this.left) if (j !== i && (best < 0 || this.distance(i, j) < this.distance(i, best))) best = j;
    this.nearest[i] = best;
  }

  private toNearest(i: number): number {
    return this.distance(i, this.nearest[i]!);
  }

  private distance(i: number, j: number): number {
    return this.distances[i * this.count + j]!;
  }

  private setDistance(i: number, j: number, distance: number): void {
    this.distances[i * this.count + j] = distance;
    this.distances[j * this.count + i] = distance;
  }
}

/** Rounding can make it slightly negative. */
export const distanceOf = (one: Group, other: Group): number =>
  Math.max(0, 1 - dot(one.sum, other.sum) / (one.size * other.size));

export function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
