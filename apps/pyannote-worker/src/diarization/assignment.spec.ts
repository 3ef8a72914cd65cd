import { assign } from './assignment';

const SPEAKERS = [
  [1, 0],
  [0, 1],
].map((direction) => Float64Array.from(direction));
const voice = (x: number, y: number) => ({ embedding: Float32Array.of(x, y), aloneSeconds: 3 });

describe('the speakers of the voices of a window', () => {
  it('are the nearest', () => {
    expect(assign([voice(0.1, 0.9), voice(0.8, 0.2)], SPEAKERS)).toEqual([1, 0]);
  });

  it('are different ones, though one would be the nearest of both', () => {
    expect(assign([voice(0.9, 0.1), undefined, voice(0.7, 0.6)], SPEAKERS)).toEqual([0, undefined, 1]);
  });

  it('are unknown for voices of which too little was heard', () => {
    expect(assign([{ aloneSeconds: 0 }], SPEAKERS)).toEqual([undefined]);
    expect(assign([voice(1, 0)], [])).toEqual([undefined]);
  });
});
