import { openWithLayers } from './gpu-layers';

/** A GPU with room for so many layers, whatever was estimated. */
const gpuWith =
  (room: number) =>
  async (layers: number): Promise<string> => {
    if (layers > room) throw new Error('A context size of 4096 is too large for the available VRAM\nand more');
    return `model with ${layers} layers`;
  };

it.each([
  [32, 32, 32],
  [32, 20, 16],
  [1, 1, 1],
])('of %s layers that should fit, with room for %s, it opens a model with %s', async (fitting, room, layers) => {
  expect(await openWithLayers(fitting, gpuWith(room))).toEqual({ opened: `model with ${layers} layers`, layers });
});

it.each([
  [32, 10, 'A context size of 4096 is too large for the available VRAM'],
  [1, 0, 'A context size of 4096 is too large for the available VRAM'],
  [0, 32, 'its memory has no room for a single layer'],
])('of %s layers that should fit, with room for %s, it opens none and says why', async (fitting, room, why) => {
  expect(await openWithLayers(fitting, gpuWith(room))).toEqual({
    notOnGpu: `the GPU could not load the model (${why})`,
  });
});
