import { regionOfBox, type Box } from './region';
import { joinRows } from './rows';

const regions = (...boxes: Box[]) => boxes.map(regionOfBox);

describe('rows', () => {
  it('join the pieces of a subtitle', () =>
    expect(joinRows(regions([60, 11, 90, 20], [0, 10, 50, 21]))).toEqual(regions([0, 10, 90, 21])));

  it('keep what stands far apart in the same row', () =>
    expect(joinRows(regions([0, 10, 50, 20], [80, 10, 90, 20]))).toHaveLength(2));

  it('keep apart what stands a line height away, as a logo may', () =>
    expect(joinRows(regions([0, 10, 50, 20], [62, 10, 90, 20]))).toHaveLength(2));

  it('keep lines below each other apart', () =>
    expect(joinRows(regions([0, 10, 90, 20], [0, 19, 90, 29]))).toHaveLength(2));
});
