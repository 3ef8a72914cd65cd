import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { croppedSubtitles } from '@switchyard/testing';

/** A directory of its own for the files a test writes; the operating system clears it away. */
const place = (): Promise<string> => mkdtemp(join(tmpdir(), 'switchyard-input-'));

/** Pictures and `stitched.json`, each picture one stitched image with one part. */
export async function stitchedManifest(): Promise<string> {
  const { path, truth } = await croppedSubtitles();
  const directory = await place();
  await cp(path, directory, { recursive: true });
  const images = truth.map(({ start, end }, at) => {
    const file = `${at}.png`;
    return { file, width: 640, height: 60, parts: [{ file, start, end, y: 0, height: 60 }] };
  });
  await writeFile(join(directory, 'stitched.json'), JSON.stringify({ images }));
  return directory;
}

/** What was read of four pictures that show two subtitles, one misread, and of one that shows none. */
export async function ocrResults(): Promise<string> {
  const directory = await place();
  const read: [start: number, end: number, lines: string[]][] = [
    [1, 1.5, ['The signal turns to green.']],
    [1.5, 1.9, ['The signal turns to greem.']],
    [1.9, 3, ['The signal turns to green.']],
    [3.2, 3.9, []],
    [4, 5, ['Every train', 'has its own track.']],
  ];
  const frames = read.map(([start, end], at) => ({ file: `${at}.png`, start, end }));
  const results = read.map(([start, end, lines], at) => ({
    ...{ file: `${at}.png`, start, end },
    lines: lines.map((text) => ({ text, confidence: text.includes('greem') ? 0.5 : 0.99, box: [] })),
  }));
  await writeFile(join(directory, 'manifest.json'), JSON.stringify({ area: [0, 0, 8, 8], fps: 4, frames }));
  await writeFile(join(directory, 'ocr_results.json'), JSON.stringify({ results }));
  return directory;
}

/** A directory with one manifest of the given content. */
export async function manifestWith(content: unknown): Promise<string> {
  const directory = await place();
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(content));
  return directory;
}
