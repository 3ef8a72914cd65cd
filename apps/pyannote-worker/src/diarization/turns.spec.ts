import { FRAME_STEP, framesIn, VOICES, WINDOW_FRAMES } from './frames';
import { turnsOf, type AssignedWindow } from './turns';

/** A window in which voices speak between two seconds of it. */
function window(startSeconds: number, spoken: [voice: number, from: number, to: number][]): AssignedWindow {
  const activity = new Uint8Array(WINDOW_FRAMES * VOICES);
  for (const [voice, from, to] of spoken) {
    for (let frame = framesIn(from); frame < framesIn(to); frame++) activity[frame * VOICES + voice] = 1;
  }
  return { start: framesIn(startSeconds) * FRAME_STEP, activity, speakers: [0, 1, 2] };
}

const options = { samples: 160_000, speakers: 3, exclusive: false };

const rounded = (turns: ReturnType<typeof turnsOf>) =>
  turns.map(({ start, end, speaker }) => [speaker, Math.round(start * 10) / 10, Math.round(end * 10) / 10]);

describe('turns', () => {
  it('may overlap, and are numbered by who speaks first', () => {
    const heard = window(0, [
      [2, 1, 4],
      [0, 3, 6],
    ]);
    expect(rounded(turnsOf([heard], options))).toEqual([
      [0, 1, 4],
      [1, 3, 6],
    ]);
  });

  it('are what most windows say', () => {
    const windows = [window(0, [[0, 5, 8]]), window(2, [[0, 3, 6]]), window(4, [[1, 1, 4]])];
    expect(rounded(turnsOf(windows, options))).toEqual([[0, 5, 8]]);
  });

  it('do not overlap where one speaker at a time was asked for', () => {
    const windows = [
      window(0, [
        [0, 1, 4],
        [1, 3, 6],
      ]),
      window(0, [[0, 1, 4]]),
    ];
    const turns = rounded(turnsOf(windows, { ...options, exclusive: true }));
    expect(turns[0]).toEqual([0, 1, 4]);
    for (const [at, [, start = 0]] of turns.slice(1).entries()) expect(start).toBeGreaterThanOrEqual(turns[at]![2]!);
  });

  it('close a moment of silence, and forget a moment of sound', () => {
    const heard = window(0, [
      [0, 1, 2],
      [0, 2.06, 3],
      [1, 5, 5.05],
    ]);
    expect(rounded(turnsOf([heard], options))).toEqual([[0, 1, 3]]);
  });

  it('are none where nobody speaks', () => {
    expect(turnsOf([window(0, [])], options)).toEqual([]);
    expect(turnsOf([window(0, [])], { ...options, samples: 100, speakers: 0 })).toEqual([]);
  });
});
