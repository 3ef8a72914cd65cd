import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const compress = promisify(deflate);
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** Writes an RGB picture as PNG (https://www.w3.org/TR/png/), each row stored as its difference to the one above. */
export async function writePng(path: string, rgb: Uint8Array, width: number, height: number): Promise<void> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = await compress(filteredUp(rgb, width * 3, height), { level: 3 });
  await writeFile(path, Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND')]));
}

function filteredUp(rgb: Uint8Array, rowBytes: number, height: number): Buffer {
  const UP = 2;
  const rows = Buffer.allocUnsafe((rowBytes + 1) * height);
  for (let y = 0, at = 0, to = 0; y < height; y++) {
    rows[to++] = UP;
    for (const end = at + rowBytes; at < end; at++) rows[to++] = rgb[at]! - (y > 0 ? rgb[at - rowBytes]! : 0);
  }
  return rows;
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
