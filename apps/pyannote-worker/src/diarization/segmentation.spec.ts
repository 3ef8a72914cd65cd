import { FRAME_FIELD, FRAME_STEP, VOICES, WINDOW_FRAMES, WINDOW_SAMPLES } from './frames';
import { segment } from './segmentation';
import type { Session } from './session';

const CLASSES = 7;

/** A model that says of each frame how likely its classes are. */
const saying = (likelihoods: readonly number[][]): Session => {
  const scores = new Float32Array(WINDOW_FRAMES * CLASSES).fill(Math.log(1e-6));
  likelihoods.forEach((frame, at) => frame.forEach((each, kind) => (scores[at * CLASSES + kind] = Math.log(each))));
  return { run: () => Promise.resolve(scores) } as unknown as Session;
};

const heard = async (likelihoods: readonly number[][], length = WINDOW_SAMPLES): Promise<number[][]> => {
  const window = { start: 0, samples: new Float32Array(WINDOW_SAMPLES), length };
  const [activity = new Uint8Array()] = await segment(saying(likelihoods), [window]);
  return likelihoods.map((_frame, at) => [...activity.subarray(at * VOICES, (at + 1) * VOICES)]);
};

it('takes for speech what is 2.5 times as likely as silence, one voice or two', async () => {
  const frames = [
    [0.3, 0.7, 0, 0, 0, 0, 0],
    [0.25, 0, 0.75, 0, 0, 0, 0],
    [0.1, 0.2, 0, 0, 0, 0, 0.7],
  ];
  expect(await heard(frames)).toEqual([
    [0, 0, 0],
    [0, 1, 0],
    [0, 1, 1],
  ]);
});

it('hears nobody behind the end of the file', async () => {
  const frames = [...Array(4)].map(() => [0, 1, 0, 0, 0, 0, 0]);
  const twoFrames = FRAME_FIELD / 2 + 1.5 * FRAME_STEP;
  expect((await heard(frames, twoFrames)).map(([first]) => first)).toEqual([1, 1, 0, 0]);
});
