import { open } from 'node:fs/promises';

const MAGIC: readonly [found: string, begins: RegExp][] = [
  ['a playlist (HLS), not media', /^\s*#EXTM3U/],
  ['a list of files (ffconcat), not media', /^\s*(ffconcat version|file ['"\w/])/],
  ['a manifest (DASH), not media', /^[\s\S]{0,400}<MPD[\s>]/],
  ['a web page (HTML)', /^\s*<(!doctype html|html)/i],
  ['an SVG picture', /^[\s\S]{0,400}<svg[\s>]/],
  ['a PNG picture', /^\x89PNG/],
  ['a JPEG picture', /^\xff\xd8\xff/],
  ['a WebP picture', /^RIFF[\s\S]{4}WEBP/],
  ['a BMP picture', /^BM[\s\S]{4}\0\0\0\0/],
  ['a TIFF picture', /^(II\*\0|MM\0\*)/],
  ['an AVIF or HEIF picture', /^[\s\S]{4}ftyp(avif|avis|heic|heix|mif1)/],
  ['a PDF document', /^%PDF/],
  // eslint-disable-next-line no-control-regex -- the signature of ZIP holds control characters
  ['a ZIP archive', /^PK\x03\x04/],
  ['a program', /^\x7fELF/],
];

/** What no other description fits. */
export const UNKNOWN = 'data that no media format matches, or a damaged file';

/** What a file that is no media holds instead, in words. */
export async function describeFile(path: string): Promise<string> {
  const head = await beginning(path);
  if (head.length === 0) return 'an empty file';
  const text = head.toString('latin1');
  const known = MAGIC.find(([, begins]) => begins.test(text));
  if (known) return known[0];
  return isText(head) ? 'a text file' : UNKNOWN;
}

async function beginning(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isText(head: Buffer): boolean {
  const control = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32) || byte === 127).length;
  return control === 0;
}
