import { mkdirSync } from 'node:fs';
import { keyframes, probeMedia, requireVideo, subtitleFrames, type KeyframesOptions } from '../src';
import { sceneChanges } from '../src/pictures/scene-changes';
import { Clips, lavfi, X264 } from './clips';

jest.setTimeout(60_000);

const clips = new Clips();
const { signal } = new AbortController();
afterAll(() => clips.remove());

/** Red, from its second 2 on blue with a word; its sound begins two seconds earlier. */
function lateVideo(name: string): string {
  const word = `drawtext=text='Some words here':fontsize=30:fontcolor=white:borderw=2:x=(w-tw)/2:y=300:enable='gte(t,2)'`;
  const [red, blue] = ['red', 'blue'].map((colour) => lavfi(`color=c=${colour}:s=640x360:r=25:d=2`));
  const shown = clips.make(
    `shown-${name}.mkv`,
    ...red!,
    ...blue!,
    '-filter_complex',
    `concat,${word}`,
    ...X264,
    '-g',
    '10',
  );
  const sound = lavfi('sine=440:d=6:r=48000');
  return clips.make(
    name,
    '-itsoffset',
    '2',
    '-i',
    shown,
    ...sound,
    '-map',
    '0',
    '-map',
    '1',
    '-c:v',
    'copy',
    '-c:a',
    'mp2',
  );
}

describe.each(['late.ts', 'late.mkv'])('the times of a video that begins after its sound (%s)', (name) => {
  const info = () => probeMedia(clips.path(name), signal);
  const taken = async (given: Partial<KeyframesOptions>) => {
    const directory = clips.path(`${name}-${given.count}-${given.selection}`);
    mkdirSync(directory);
    const options = { info: await info(), count: 2, selection: 'even', format: 'png', directory, signal } as const;
    return keyframes({ ...options, ...given });
  };
  beforeAll(() => lateVideo(name));

  it('are those a player shows, for evenly spread pictures', async () => {
    const times = (await taken({ count: 2 })).map(({ time }) => time);
    expect(times).toEqual([expect.closeTo(3, 0), expect.closeTo(5, 0)]);
  });

  it('are those a player shows, for scenes', async () => {
    const made = await taken({ count: 2, selection: 'scene' });
    expect(made.map(({ time }) => time)).toEqual([expect.closeTo(2, 1), expect.closeTo(4, 1)]);
    const [video, seconds] = [requireVideo(await info()), 6];
    expect(await sceneChanges({ info: await info(), video, seconds, count: 5, signal })).toEqual([
      expect.closeTo(2, 1),
      expect.closeTo(4, 1),
    ]);
  });

  it('are those a player shows, for subtitles', async () => {
    const found = [];
    for await (const { start, end } of subtitleFrames({ info: await info(), area: [0, 270, 640, 360], fps: 4, signal }))
      found.push([start, end]);
    expect(found).toEqual([[expect.closeTo(4, 1), expect.closeTo(6, 1)]]);
  });
});

describe('a video of variable frame rate', () => {
  it('gives pictures with their own times, none of them twice', async () => {
    const uneven = `setpts='if(lt(N,5),N/25,if(lt(N,10),4+(N-5)/25,9+(N-10)/25))/TB'`;
    const file = clips.make(
      'uneven.mkv',
      ...lavfi('testsrc=s=64x48:r=25:d=1'),
      '-vf',
      uneven,
      '-vsync',
      'vfr',
      ...X264,
    );
    const info = await probeMedia(file, signal);
    const shown = [...Array(25).keys()].map((n) => (n < 5 ? n / 25 : n < 10 ? 4 + (n - 5) / 25 : 9 + (n - 10) / 25));
    for (const count of [3, 12]) {
      const directory = clips.path(`uneven-${count}`);
      mkdirSync(directory);
      const made = await keyframes({ info, count, selection: 'even', format: 'png', directory, signal });
      const times = made.map(({ time }) => time);
      expect(new Set(times).size).toBe(times.length);
      for (const time of times) expect(shown.some((own) => Math.abs(own - time) < 0.002)).toBe(true);
    }
  });
});
