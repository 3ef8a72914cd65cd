import { openWithLayers } from './gpu-layers';

/** A GPU with room for so many layers, whatever was estimated. */
const gpuWith =
  (room: number) =>
  async (layers: number): Promise<string> => {
    if (layers > room) throw new Error('A context size of 4096 is too large for the available VRAM\nand more');
    return `model with ${layers} layers`;
  };

const { signal: live } = new AbortController();

it.each([
  [32, 32, 32],
  [32, 20, 16],
  [1, 1, 1],
])('of %s layers that should fit, with room for %s, it opens a model with %s', async (fitting, room, layers) => {
  const made = await openWithLayers(async () => fitting, gpuWith(room), live);
  expect(made).toEqual({ opened: `model with ${layers} layers`, layers });
});

it.each([
  [32, 10, 'A context size of 4096 is too large for the available VRAM'],
  [1, 0, 'A context size of 4096 is too large for the available VRAM'],
  [0, 32, 'its memory has no room for a single layer'],
])('of %s layers that should fit, with room for %s, it opens none and says why', async (fitting, room, why) => {
  expect(await openWithLayers(async () => fitting, gpuWith(room), live)).toEqual({
    notOnGpu: `the GPU could not load the model (${why})`,
  });
});

it('opens none where llama.cpp finds no room', async () => {
  const estimate = () => Promise.reject(new Error('Not enough VRAM to fit the model'));
  expect(await openWithLayers(estimate, gpuWith(32), live)).toEqual({
    notOnGpu: 'the GPU could not load the model (Not enough VRAM to fit the model)',
  });
});

it('opens no smaller one for a task that has ended meanwhile', async () => {
  const abort = new AbortController();
  const open = jest.fn(async () => {
    abort.abort(new Error('enough'));
    throw new Error('loading was aborted');
  });
  await expect(openWithLayers(async () => 32, open, abort.signal)).rejects.toThrow('enough');
  expect(open).toHaveBeenCalledTimes(1);
});
