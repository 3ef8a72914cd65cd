import { FRAME_STEP, framesIn, framesWithin, VOICES, WINDOW_FRAMES } from './frames';
import { NOBODY } from './speakers-of-frames';
import { voicesIn, type HeardWindow } from './stretches';
import { turnsOf } from './turns';

/** A window in which voices speak between two seconds of it. */
function window(startSeconds: number, spoken: [voice: number, from: number, to: number][]): HeardWindow {
  const activity = new Uint8Array(WINDOW_FRAMES * VOICES);
  for (const [voice, from, to] of spoken) {
    for (let frame = framesIn(from); frame < framesIn(to); frame++) activity[frame * VOICES + voice] = 1;
  }
  return { start: framesIn(startSeconds) * FRAME_STEP, activity };
}

/** The turns in 10 s, rounded. @param told who speaks between two seconds, where one voice does */
function turns(windows: HeardWindow[], told: [speaker: number, from: number, to: number][], exclusive = false) {
  const samples = 160_000;
  const voices = voicesIn(windows, framesWithin(samples));
  const alone = new Int16Array(voices.length).fill(NOBODY);
  for (const [speaker, from, to] of told) alone.fill(speaker, framesIn(from), framesIn(to));
  alone.forEach((_, frame) => voices[frame] !== 1 && (alone[frame] = NOBODY));
  const speakers = 1 + Math.max(NOBODY, ...alone);
  return turnsOf({ windows, voices, alone, speakers, samples }, exclusive).map(({ start, end, speaker }) => [
    speaker,
    Math.round(start * 10) / 10,
    Math.round(end * 10) / 10,
  ]);
}

/** Two voices, of which the second begins before the first has ended. */
const overlap = window(0, [
  [2, 1, 4],
  [0, 3, 6],
]);

describe('turns', () => {
  it('may overlap: who speaks there is who speaks before and after; they are numbered by who speaks first', () => {
    const told: [number, number, number][] = [
      [1, 1, 4],
      [0, 4, 6],
    ];
    expect(turns([overlap], told)).toEqual([
      [0, 1, 4],
      [1, 3, 6],
    ]);
  });

  it('change where the speaker does, although the windows hear one voice', () => {
    const told: [number, number, number][] = [
      [0, 1, 3],
      [1, 3, 6],
    ];
    expect(turns([window(0, [[1, 1, 6]])], told)).toEqual([
      [0, 1, 3],
      [1, 3, 6],
    ]);
  });

  it('are what most windows say', () => {
    const windows = [window(0, [[0, 5, 8]]), window(2, [[0, 3, 6]]), window(4, [[1, 1, 2]])];
    expect(turns(windows, [[0, 0, 10]])).toEqual([[0, 5, 8]]);
  });

  it('do not overlap where one speaker at a time was asked for', () => {
    const again = window(0, [[2, 1, 4]]);
    const told: [number, number, number][] = [
      [0, 1, 4],
      [1, 4, 6],
    ];
    const found = turns([overlap, again, overlap], told, true);
    expect(found).toEqual([
      [0, 1, 4],
      [1, 4, 6],
    ]);
  });

  it('close a moment of silence, and forget a moment of sound', () => {
    const heard = window(0, [
      [0, 1, 2],
      [0, 2.06, 3],
      [1, 5, 5.05],
    ]);
    expect(turns([heard], [[0, 0, 10]])).toEqual([[0, 1, 3]]);
  });

  it('are none where there is no speech', () => {
    expect(turns([window(0, [])], [])).toEqual([]);
    expect(
      turnsOf({ windows: [], voices: new Uint8Array(0), alone: new Int16Array(0), speakers: 0, samples: 100 }, false),
    ).toEqual([]);
  });
});
