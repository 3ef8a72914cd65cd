import { boundsOf, quarterTurn, regionOfBox, scaleRegion, unclip } from './region';

const picture = { width: 100, height: 50 };

describe('a region', () => {
  it('grows by ratio × area ÷ perimeter on every side', () => {
    // 30 × 10: area 300, perimeter 80, distance 7.5
    const { width, height, centre } = unclip(regionOfBox([10, 10, 40, 20]), 2);
    expect({ width, height, centre }).toEqual({ width: 45, height: 25, centre: { x: 25, y: 15 } });
  });

  it('keeps its bounds inside the picture', () =>
    expect(boundsOf(regionOfBox([-5, 10, 120, 70]), picture)).toEqual([0, 10, 100, 50]));

  it('has the bounds of its corners when slanted', () => {
    const diagonal = { centre: { x: 50, y: 25 }, width: 20, height: 0, angle: Math.PI / 4 };
    expect(boundsOf(diagonal, picture)).toEqual([43, 18, 57, 32]);
  });

  it('covers the same pixels after a quarter turn', () => {
    const region = regionOfBox([10, 5, 16, 45]);
    expect(boundsOf(quarterTurn(region), picture)).toEqual(boundsOf(region, picture));
  });

  it('scales with the picture', () =>
    expect(boundsOf(scaleRegion(regionOfBox([10, 5, 16, 20]), 2), picture)).toEqual([20, 10, 32, 40]));
});
