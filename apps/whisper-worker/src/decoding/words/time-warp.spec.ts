import { firstFrames } from './time-warp';

/** Each row attends to the frames of its digit. */
const attending = (frames: string, rows: number): Float32Array =>
  Float32Array.from(
    Array.from({ length: rows }, (_, row) => [...frames].map((digit) => (Number(digit) === row ? 1 : -1))).flat(),
  );

describe('the frames at which tokens begin', () => {
  it.each([
    ['000111222', 3, [0, 3, 6]],
    ['0123', 4, [0, 1, 2, 3]],
    ['0000012', 3, [0, 5, 6]],
    ['0111111', 2, [0, 1]],
  ])('are found in %s', (frames, rows, expected) =>
    expect([...firstFrames(attending(frames, rows), rows, frames.length)]).toEqual(expected),
  );

  it('only go forward, whatever the tokens attend to', () => {
    const starts = firstFrames(attending('222111000', 3), 3, 9);
    expect([...starts]).toEqual([...starts].sort((a, b) => a - b));
  });

  it('are there for more tokens than frames', () => expect([...firstFrames(attending('01', 5), 5, 2)]).toHaveLength(5));
});
