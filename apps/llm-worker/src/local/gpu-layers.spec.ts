import { openWithLayers } from './gpu-layers';

/** A GPU with room for so many layers, whatever was estimated. */
const gpuWith =
  (room: number) =>
  async (layers: number): Promise<string> => {
    if (layers > room) throw new Error('A context size of 4096 is too large for the available VRAM');
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
  [32, 10, 'available VRAM'],
  [1, 0, 'available VRAM'],
  [0, 32, 'no room for a single layer'],
])('of %s layers that should fit, with room for %s, it opens none and says why', async (fitting, room, why) => {
  await expect(openWithLayers(fitting, gpuWith(room))).rejects.toThrow(
    new RegExp(`the GPU could not load the model \\(.*${why}\\)`),
  );
});
