import { convexHull, smallestRectangle } from './smallest-rectangle';

/** Corners and some inner points of a rectangle turned around (50, 40). */
function turned(width: number, height: number, angle: number) {
  const at = (u: number, v: number) => ({
    x: 50 + u * Math.cos(angle) - v * Math.sin(angle),
    y: 40 + u * Math.sin(angle) + v * Math.cos(angle),
  });
  const [w, h] = [width / 2, height / 2];
  return [at(-w, -h), at(w, h), at(0, 0), at(w, -h), at(-w, h), at(w / 3, h / 2)];
}

describe('the smallest rectangle', () => {
  it.each([0, 0.1, -0.2, 0.7])('finds a line slanted by %d', (angle) => {
    const { centre, width, height, angle: found } = smallestRectangle(turned(30, 8, angle));
    expect([centre.x, centre.y, width, height, found].map((n) => +n.toFixed(6))).toEqual([50, 40, 30, 8, angle]);
  });

  it('turns by no more than 45 degrees: a steep line is high, not wide', () => {
    const { width, height, angle } = smallestRectangle(turned(30, 8, 1.4));
    expect(angle).toBeCloseTo(1.4 - Math.PI / 2);
    expect([width, height]).toEqual([expect.closeTo(8), expect.closeTo(30)]);
  });

  it('leaves inner points out of the hull', () => expect(convexHull(turned(30, 8, 0.3))).toHaveLength(4));
});
