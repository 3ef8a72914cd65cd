import { fillHoles, type Plane } from './opencv';
import type { Mask } from './stroke-mask';

/** By OpenCV, which must be started. */
export function paintByOpencv(planes: readonly Plane[], { box, light, colour }: Mask): void {
  for (const [number, plane] of planes.entries()) {
    const shift = number === 0 ? 0 : 1;
    const part = { x: box.x >> shift, y: box.y >> shift, width: box.width >> shift, height: box.height >> shift };
    const cut = { data: new Uint8Array(part.width * part.height), width: part.width, height: part.height };
    const rowAt = (row: number): number => (part.y + row) * plane.width + part.x;
    for (let row = 0; row < part.height; row++)
      cut.data.set(plane.data.subarray(rowAt(row), rowAt(row) + part.width), row * part.width);
    fillHoles(cut, number === 0 ? light : colour);
    for (let row = 0; row < part.height; row++)
      plane.data.set(cut.data.subarray(row * part.width, (row + 1) * part.width), rowAt(row));
  }
}
