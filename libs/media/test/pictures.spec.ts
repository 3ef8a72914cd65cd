import { mkdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { keyframes, probeMedia, thumbnailStrip, writePng } from '../src';
import { Clips, lavfi, X264 } from './clips';

jest.setTimeout(60_000);

const clips = new Clips();
const { signal } = new AbortController();
const into = (name: string) => {
  mkdirSync(clips.path(name));
  return clips.path(name);
};
const video = () => probeMedia(clips.path('scenes.mp4'), signal);

beforeAll(() => {
  const [red, blue, test] = ['color=c=red:', 'color=c=blue:', 'testsrc2='].map((source) =>
    lavfi(`${source}s=160x90:r=10:d=1`),
  );
  clips.make('scenes.mp4', ...red!, ...blue!, ...test!, '-filter_complex', 'concat=n=3:v=1', ...X264, '-g', '10');
});
afterAll(() => clips.remove());

describe('pictures of a video', () => {
  it('are spread evenly in one pass when they are many', async () => {
    const directory = into('many');
    const made = await keyframes({
      info: await video(),
      count: 6,
      selection: 'even',
      format: 'jpeg',
      directory,
      signal,
    });
    expect(made.map(({ time }) => time)).toEqual([0.2, 0.7, 1.2, 1.7, 2.2, 2.7]);
    expect(await readdir(directory)).toEqual(made.map(({ file }) => file));
  });

  it('are found by seeking in a long video', async () => {
    const file = clips.make('long.mp4', '-stream_loop', '4', '-i', clips.path('scenes.mp4'), '-c', 'copy');
    const info = await probeMedia(file, signal);
    const directory = into('long');
    const made = await keyframes({ info, count: 2, selection: 'even', format: 'png', directory, signal });
    expect(made).toEqual([
      { file: 'frame_000001.png', time: 3.7 },
      { file: 'frame_000002.png', time: 11.2 },
    ]);
    expect(clips.pixel(`${directory}/frame_000001.png`)).toEqual([expect.closeTo(254, -1), 0, 0]);
  });

  it('are no more than the video has', async () => {
    const directory = into('all');
    const made = await keyframes({
      info: await video(),
      count: 500,
      selection: 'even',
      format: 'jpeg',
      directory,
      signal,
    });
    expect(made).toHaveLength(30);
    expect(made.at(-1)).toEqual({ file: 'frame_000030.jpg', time: 2.9 });
  });

  it('stand where the scene changes', async () => {
    const directory = into('scenes');
    const told: number[] = [];
    const made = await keyframes({
      ...{ info: await video(), count: 5, selection: 'scene', format: 'jpeg', directory, signal },
      onProgress: (fraction) => void told.push(fraction),
    });
    expect(made.map(({ time }) => time)).toEqual([0, 1, 2]);
    expect(told.at(-1)).toBe(1);
  });

  it('stand side by side in a strip', async () => {
    const output = clips.path('strip.jpg');
    await thumbnailStrip({ info: await video(), count: 3, output, tempDir: into('strip'), signal });
    expect(clips.size(output)).toBe('720x134');
  });

  it('are written as PNG without a loss', async () => {
    const rgb = Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30]);
    await writePng(clips.path('four.png'), rgb, 2, 2);
    expect(clips.rgb(clips.path('four.png'))).toEqual(rgb);
    expect(readFileSync(clips.path('four.png')).subarray(1, 4).toString()).toBe('PNG');
  });
});
