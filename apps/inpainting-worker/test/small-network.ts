import { writeFileSync } from 'node:fs';
import { encodeModel } from '@switchyard/models';
import type { NetworkFile } from '../src/inpainting-methods';

/** Takes pictures of this width and height. */
const SIDE = 64;

const float = (name: string, value: number) => ({
  ...{ name, element: 'float' as const, dims: [1] },
  data: new Uint8Array(Float32Array.of(value).buffer),
});
const node = (type: string, inputs: string[], output: string) => ({
  ...{ type, domain: '', inputs, outputs: [output], attributes: {} },
});

/** A network of the kind of LaMa that paints what is hidden in one grey: half of white. */
export function smallNetwork(path: string, side = SIDE): NetworkFile {
  const [picture, mask] = [
    [1, 3, side, side],
    [1, 1, side, side],
  ];
  const bytes = encodeModel({
    nodes: [
      node('Sub', ['one', 'mask'], 'shown'),
      node('Mul', ['image', 'shown'], 'kept'),
      node('Mul', ['mask', 'half'], 'grey'),
      node('Add', ['kept', 'grey'], 'whole'),
      node('Mul', ['whole', 'most'], 'output'),
    ],
    initialisers: [float('one', 1), float('half', 0.5), float('most', 255)],
    inputs: [
      { name: 'image', element: 'float', dims: picture },
      { name: 'mask', element: 'float', dims: mask },
    ],
    outputs: [{ name: 'output', element: 'float', dims: picture }],
  });
  writeFileSync(path, bytes);
  return { name: 'small', sha256: '', path, threads: 1 };
}
