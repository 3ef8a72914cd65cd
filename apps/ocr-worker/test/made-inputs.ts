import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFile, croppedSubtitles } from '@switchyard/testing';

/** Pictures and `stitched.json`, each picture one stitched image with one part. */
export async function stitchedManifest(): Promise<string> {
  const { path, truth } = await croppedSubtitles();
  return cachedFile('stitched', path, async (directory) => {
    await cp(path, directory, { recursive: true });
    const images = truth.map(({ start, end }, at) => {
      const file = `${at}.png`;
      return { file, width: 640, height: 60, parts: [{ file, start, end, y: 0, height: 60 }] };
    });
    await writeFile(join(directory, 'stitched.json'), JSON.stringify({ images }));
  });
}

/** What was read of four pictures that show two subtitles, one misread, and of one that shows none. */
const READ: [start: number, end: number, lines: string[]][] = [
  [1, 1.5, ['The signal turns to green.']],
  [1.5, 1.9, ['The signal turns to greem.']],
  [1.9, 3, ['The signal turns to green.']],
  [3.2, 3.9, []],
  [4, 5, ['Every train', 'has its own track.']],
];

/** `manifest.json` and `ocr_results.json`. */
export function ocrResults(): Promise<string> {
  const frames = READ.map(([start, end], at) => ({ file: `${at}.png`, start, end }));
  const results = READ.map(([start, end, lines], at) => ({
    ...{ file: `${at}.png`, start, end },
    lines: lines.map((text) => ({ text, confidence: text.includes('greem') ? 0.5 : 0.99, box: [] })),
  }));
  return directoryWith('ocr-results', {
    'manifest.json': { area: [0, 0, 8, 8], fps: 4, frames },
    'ocr_results.json': { results },
  });
}

/** A directory with one manifest of the given content. */
export const manifestWith = (content: unknown): Promise<string> =>
  directoryWith('manifest', { 'manifest.json': content });

const directoryWith = (name: string, files: Record<string, unknown>): Promise<string> =>
  cachedFile(name, files, async (directory) => {
    await mkdir(directory);
    for (const [file, content] of Object.entries(files)) {
      await writeFile(join(directory, file), JSON.stringify(content));
    }
  });
