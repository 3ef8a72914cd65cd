/** Bytes of a picture with full brightness and a quarter of the colours (yuv420p); width and height are even. */
export const yuvSize = (width: number, height: number): number => (width * height * 3) / 2;

/** RGB of a full-range BT.601 yuv420p picture, as JPEG defines it (JFIF 1.02, page 3). */
export function yuvToRgb(yuv: Uint8Array, width: number, height: number): Buffer {
  const rgb = Buffer.allocUnsafe(width * height * 3);
  const clamped = new Uint8ClampedArray(rgb.buffer, rgb.byteOffset, rgb.length);
  const [u, v] = [width * height, (width * height * 5) / 4];
  for (let y = 0, at = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++, to += 3) {
      const colour = (y >> 1) * (width >> 1) + (x >> 1);
      const [light, blue, red] = [yuv[at]!, yuv[u + colour]! - 128, yuv[v + colour]! - 128];
      clamped[to] = light + 1.402 * red;
      clamped[to + 1] = light - 0.344136 * blue - 0.714136 * red;
      clamped[to + 2] = light + 1.772 * blue;
    }
  }
  return rgb;
}
