import { ModelUnavailableError } from '@switchyard/contracts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { NetworkFile } from '../inpainting-methods';
import type { Plane } from './opencv';
import type { Mask } from './stroke-mask';

/** A network that paints what a mask hides; of the kind of LaMa (https://huggingface.co/Carve/LaMa-ONNX). */
export class Network {
  private constructor(
    private readonly session: InferenceSession,
    /** Width and height of the pictures that it takes. */
    private readonly side: number,
  ) {}

  /** @throws ModelUnavailableError for a file that is no such network */
  static async open({ name, path, threads }: NetworkFile): Promise<Network> {
    const session = await InferenceSession.create(path, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    }).catch((thrown: unknown) => {
      throw new ModelUnavailableError(name, `it cannot be loaded (${String(thrown)})`);
    });
    const shapes = session.inputMetadata.map((input) => (input.isTensor ? input.shape.map(Number) : []));
    const [[, colours, height = 0, width] = [], [, one] = []] = shapes;
    if (colours === 3 && one === 1 && height > 0 && height === width) return new Network(session, height);
    throw new ModelUnavailableError(name, `it takes [${shapes.join('] and [')}] instead of a picture and its mask`);
  }

  /** Paints the pixels of the mask anew. Larger parts are painted in tiles, smaller ones stand among their mirror images. */
  async fill(planes: readonly Plane[], mask: Mask): Promise<void> {
    const { width, height } = mask.box;
    for (let y = 0; y < height; y += this.side)
      for (let x = 0; x < width; x += this.side) await this.fillTile(planes, mask, x, y);
  }

  private async fillTile(planes: readonly Plane[], mask: Mask, left: number, top: number): Promise<void> {
    const { side, session } = this;
    const { box, light } = mask;
    const holes = new Float32Array(side * side);
    const picture = new Float32Array(3 * side * side);
    for (let y = 0, at = 0; y < side; y++) {
      const row = mirrored(top + y, box.height);
      for (let x = 0; x < side; x++, at++) {
        const column = mirrored(left + x, box.width);
        holes[at] = light[row * box.width + column] ? 1 : 0;
        const rgb = rgbOf(planes, box.x + column, box.y + row);
        for (let colour = 0; colour < 3; colour++) picture[colour * side * side + at] = rgb[colour]! / 255;
      }
    }
    if (!holes.includes(1)) return;
    const [image = '', hidden = ''] = session.inputNames;
    const [output = ''] = session.outputNames;
    const painted = await session.run({
      [image]: new Tensor('float32', picture, [1, 3, side, side]),
      [hidden]: new Tensor('float32', holes, [1, 1, side, side]),
    });
    putBack(painted[output]!.data as Float32Array, { planes, mask, left, top, side });
  }

  close(): Promise<void> {
    return this.session.release();
  }
}

interface Tile {
  planes: readonly Plane[];
  mask: Mask;
  left: number;
  top: number;
  side: number;
}

/** Takes over what the mask names: of the brightness each pixel, of the colours the mean of four. */
function putBack(painted: Float32Array, { planes, mask: { box, light, colour }, left, top, side }: Tile): void {
  const [luma, ...chroma] = planes;
  const size = side * side;
  const rgbAt = (x: number, y: number): Rgb => {
    const at = (y - top) * side + x - left;
    return [painted[at]!, painted[size + at]!, painted[2 * size + at]!];
  };
  for (let y = top; y < Math.min(box.height, top + side); y++) {
    for (let x = left; x < Math.min(box.width, left + side); x++) {
      if (light[y * box.width + x]) luma!.data[(box.y + y) * luma!.width + box.x + x] = yuvOf(rgbAt(x, y))[0];
      const half = (y >> 1) * (box.width >> 1) + (x >> 1);
      if (y % 2 === 1 || x % 2 === 1 || !colour[half]) continue;
      const corners = [rgbAt(x, y), rgbAt(x + 1, y), rgbAt(x, y + 1), rgbAt(x + 1, y + 1)];
      const mean = [0, 1, 2].map((of) => corners.reduce((sum, rgb) => sum + rgb[of]!, 0) / 4) as unknown as Rgb;
      const [, u, v] = yuvOf(mean);
      const place = ((box.y + y) >> 1) * chroma[0]!.width + ((box.x + x) >> 1);
      chroma[0]!.data[place] = u;
      chroma[1]!.data[place] = v;
    }
  }
}

/** 0 to 255 each. */
type Rgb = readonly [red: number, green: number, blue: number];

/** ITU-R BT.601 with the range of video; there and back the same, so that which matrix a video states does not count. */
function rgbOf([luma, u, v]: readonly Plane[], x: number, y: number): Rgb {
  const half = (y >> 1) * u!.width + (x >> 1);
  const light = (luma!.data[y * luma!.width + x]! - 16) * (255 / 219);
  const [blue, red] = [u!.data[half]! - 128, v!.data[half]! - 128].map((value) => value * (255 / 224)) as [
    number,
    number,
  ];
  return [light + 1.402 * red, light - 0.344136 * blue - 0.714136 * red, light + 1.772 * blue].map((value) =>
    Math.min(255, Math.max(0, value)),
  ) as unknown as Rgb;
}

function yuvOf([red, green, blue]: Rgb): [luma: number, u: number, v: number] {
  const light = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [
    16 + light * (219 / 255),
    128 + ((blue - light) / 1.772) * (224 / 255),
    128 + ((red - light) / 1.402) * (224 / 255),
  ].map((value) => Math.min(255, Math.max(0, Math.round(value)))) as [number, number, number];
}

/** A place within `[0, length)`: what lies behind an end is the mirror image of what lies before it. */
function mirrored(place: number, length: number): number {
  const period = Math.max(1, 2 * (length - 1));
  const within = place % period;
  return within < length ? within : period - within;
}
