import { FRAME_STEP, VOICES, WINDOW_FRAMES } from './frames';
import { stretchesOf, voicesIn, type HeardWindow } from './stretches';

const FRAMES = 700;

/** @param spoken frames of the file in which a voice of the window speaks */
function window(first: number, spoken: [voice: number, from: number, to: number][]): HeardWindow {
  const activity = new Uint8Array(WINDOW_FRAMES * VOICES);
  for (const [voice, from, to] of spoken) {
    for (let frame = from - first; frame < Math.min(WINDOW_FRAMES, to - first); frame++)
      activity[frame * VOICES + voice] = 1;
  }
  return { start: first * FRAME_STEP, activity };
}

const stretchesIn = (windows: HeardWindow[]) => stretchesOf(windows, voicesIn(windows, FRAMES));

describe('stretches', () => {
  it('lie between pauses and overlaps', () => {
    const heard = window(0, [
      [0, 50, 200],
      [1, 150, 300],
      [1, 350, 400],
    ]);
    expect(stretchesIn([heard])).toEqual([
      { from: 50, to: 150, voices: 1 },
      { from: 150, to: 200, voices: 2 },
      { from: 200, to: 300, voices: 1 },
      { from: 350, to: 400, voices: 1 },
    ]);
  });

  it('end where at least half of the windows hear another voice, though not in the same frame', () => {
    const windows = [
      window(0, [
        [0, 100, 200],
        [1, 200, 400],
      ]),
      window(50, [
        [2, 100, 203],
        [0, 203, 400],
      ]),
      window(100, [[1, 100, 400]]),
    ];
    const [one, other, ...more] = stretchesIn(windows);
    expect(more).toEqual([]);
    expect([one?.from, other?.to]).toEqual([100, 400]);
    expect(one?.to).toBe(other?.from);
    expect([200, 203]).toContain(one?.to);
  });

  it('go on where fewer windows do', () => {
    const windows = [
      window(0, [
        [0, 100, 200],
        [1, 200, 400],
      ]),
      window(50, [[2, 100, 400]]),
      window(100, [[1, 100, 400]]),
    ];
    expect(stretchesIn(windows)).toEqual([{ from: 100, to: 400, voices: 1 }]);
  });
});
