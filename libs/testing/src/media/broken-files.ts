import { open, readFile, writeFile } from 'node:fs/promises';
import { cachedFile } from './cached-file';
import { videoWithAudio } from './videos';

const written = (name: string, content: string): Promise<string> =>
  cachedFile(name, content, (path) => writeFile(path, content));

export const emptyFile = (name = 'empty.mp4'): Promise<string> => written(name, '');

export const textNamed = (name: string): Promise<string> =>
  written(name, 'This is a letter, not what its name says.\n');

/** A playlist that would make a careless reader open other files and addresses. */
export const playlistNamed = (name: string, target = '/etc/passwd'): Promise<string> =>
  written(
    name,
    ['#EXTM3U', '#EXT-X-TARGETDURATION:10', '#EXTINF:10,', `file://${target}`, '#EXT-X-ENDLIST', ''].join('\n'),
  );

export const fileListNamed = (name: string, target = '/etc/passwd'): Promise<string> =>
  written(name, `ffconcat version 1.0\nfile '${target}'\n`);

/** The first half of a video whose index stands at its end. */
export async function cutOffVideo(): Promise<string> {
  const whole = await videoWithAudio();
  return cachedFile('cut-off.mp4', whole, async (path) => {
    const bytes = await readFile(whole);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
  });
}

/** Begins like a PNG and is noise behind that. */
export const damagedPicture = (): Promise<string> =>
  cachedFile('damaged.png', 1, async (path) => {
    const file = await open(path, 'w');
    const noise = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167 + 13) % 251));
    await file.write(Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), noise]));
    await file.close();
  });
