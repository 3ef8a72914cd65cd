import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ArchiveInfo } from '@switchyard/contracts';
import { Zip, ZipDeflate } from 'fflate';

/** What a zip without the 64-bit extension can hold, with room for its directory. */
export const MOST_ZIP_BYTES = 2 ** 32 - 2 ** 28;
export const MOST_ZIP_FILES = 65_535;
/** Pictures and audio do not get smaller by more effort. */
const LEVEL = 1;

/** Packs files into a zip, a piece at a time, so that heartbeats go on. @param root what their names begin below */
export async function writeZip(
  target: string,
  root: string,
  files: readonly string[],
  signal: AbortSignal,
): Promise<ArchiveInfo> {
  let original = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const made: Uint8Array[] = [];
    const zip = new Zip((error, piece) => {
      if (error) throw error;
      made.push(piece);
    });
    for (const path of files) {
      const entry = new ZipDeflate(relative(root, path).split(sep).join('/'), { level: LEVEL });
      zip.add(entry);
      for await (const piece of createReadStream(path)) {
        original += (piece as Buffer).length;
        entry.push(piece as Buffer);
        yield* made.splice(0);
      }
      entry.push(new Uint8Array(0), true);
      yield* made.splice(0);
    }
    zip.end();
    yield* made;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(target, { flags: 'wx' }), { signal });
  const { size } = await stat(target);
  return {
    files_count: files.length,
    original_size: original,
    compressed_size: size,
    compression_ratio: original === 0 ? 1 : Math.round((size / original) * 1e4) / 1e4,
    format: 'zip',
  };
}
