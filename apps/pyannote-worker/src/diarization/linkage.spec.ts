import { averageLinkage, dot, groupOf } from './linkage';

const unit = (angle: number): number[] => [Math.cos(angle), Math.sin(angle)];

describe('average linkage', () => {
  it('joins the nearest first, at the mean distance of their members', () => {
    const vectors = [0, 0.1, 1.5, 1.7].map(unit);
    const joins = averageLinkage(vectors.map(groupOf));
    expect(joins.map(({ a, b }) => [a, b].sort())).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    const across = [0, 1].flatMap((i) => [2, 3].map((j) => 1 - dot(vectors[i]!, vectors[j]!)));
    expect(joins[2]!.distance).toBeCloseTo(
      across.reduce((sum, each) => sum + each / 4, 0),
      5,
    );
  });

  it('has the same distances from groups that were joined before', () => {
    const vectors = [0, 0.05, 0.6, 1.5].map(unit);
    const all = averageLinkage(vectors.map(groupOf)).map(({ distance }) => distance);
    const sum = Float64Array.from(vectors[0]!, (value, at) => value + vectors[1]![at]!);
    const condensed = averageLinkage([{ sum, size: 2 }, ...vectors.slice(2).map(groupOf)]);
    condensed.forEach(({ distance }, at) => expect(distance).toBeCloseTo(all[at + 1]!, 5));
  });

  it('joins nothing where there is nothing to join', () => {
    expect(averageLinkage([])).toEqual([]);
    expect(averageLinkage([groupOf([1, 0])])).toEqual([]);
  });
});
