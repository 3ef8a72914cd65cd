import { mkdirSync, readFileSync } from 'node:fs';
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

it('an edit list that skips the beginning of a video, whose first timestamps are negative, is followed', async () => {
  const word = `drawtext=text='Some words here':fontsize=30:fontcolor=white:borderw=2:x=(w-tw)/2:y=300:enable='gte(t,2)'`;
  const whole = clips.make(
    'whole.mp4',
    ...lavfi(`color=c=blue:s=640x360:r=25:d=4,${word}`),
    ...X264,
    '-preset',
    'veryfast',
  );
  const cut = clips.make('cut.mp4', '-ss', '1', '-i', whole, '-c', 'copy');
  const found = [];
  const look = { info: await probeMedia(cut, signal), area: [0, 270, 640, 360], fps: 4, signal } as const;
  for await (const { start, end } of subtitleFrames({ ...look, area: [...look.area] })) found.push([start, end]);
  expect(found).toEqual([[expect.closeTo(1, 1), expect.closeTo(3, 1)]]);
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

  it('gives subtitles the times of their own pictures, though one stands for seconds', async () => {
    // 25 pictures a second, but the one of second 1 stands until 4.013, and the next come every 70 ms.
    const uneven = `setpts='if(lt(N,25),N/25,if(lt(N,26),1.0175,4.013+(N-26)*0.07))/TB'`;
    const word = `drawtext=text='Some words here':fontsize=30:fontcolor=white:borderw=2:x=(w-tw)/2:y=300:enable='between(n,25,35)'`;
    const source = [...lavfi('color=gray:s=640x360:r=25:d=2'), '-vf', `${word},settb=1/1000,${uneven}`];
    const file = clips.make('slides.mkv', ...source, '-vsync', 'vfr', '-enc_time_base', '1/1000', ...X264);
    const found = [];
    const info = await probeMedia(file, signal);
    for await (const { start, end } of subtitleFrames({ info, area: [0, 270, 640, 360], fps: 4, signal }))
      found.push({ start, end });
    expect(found).toEqual([{ start: 1.017, end: 4.713 }]);
  });
});

describe('a video whose size, aspect and pixel format change in the middle', () => {
  const part = (name: string, size: string, colour: string, offset: number, ...format: string[]) => {
    const word = `drawtext=text='Words in ${colour}':fontsize=h/12:fontcolor=white:borderw=2:x=(w-tw)/2:y=h*0.83`;
    const shown = `${word}:enable='between(t,0.5,1.5)'`;
    const to = ['-output_ts_offset', String(offset), '-f', 'mpegts'];
    return clips.make(name, ...lavfi(`color=${colour}:s=${size}:r=25:d=2`), '-vf', shown, ...X264, ...format, ...to);
  };
  const joined = () => {
    const parts = [
      part('1.ts', '640x360', 'red', 0),
      part('2.ts', '320x180', 'green', 2, '-pix_fmt', 'yuv444p'),
      part('3.ts', '480x360', 'blue', 4),
    ];
    return clips.write('changes.ts', Buffer.concat(parts.map((one) => readFileSync(one))));
  };

  it('gives every picture in its first size, at its own time, and no picture twice', async () => {
    const info = await probeMedia(joined(), signal);
    for (const selection of ['even', 'scene'] as const) {
      const directory = clips.path(`changes-${selection}`);
      mkdirSync(directory);
      const made = await keyframes({ info, count: 6, selection, format: 'png', directory, signal });
      const files = made.map(({ file }) => `${directory}/${file}`);
      expect(new Set(files.map((file) => clips.size(file)))).toEqual(new Set(['640x360']));
      if (selection === 'scene') continue;
      expect(made.map(({ time }) => time)).toEqual(
        [0.5, 1.5, 2.5, 3.5, 4.5, 5.5].map((time): unknown => expect.closeTo(time, 1)),
      );
      const colours = files.map((file) => clips.pixel(file).indexOf(Math.max(...clips.pixel(file))));
      expect(colours).toEqual([0, 0, 1, 1, 2, 2]);
    }
    const found = [];
    for await (const { start, end } of subtitleFrames({ info, area: [0, 270, 640, 360], fps: 4, signal }))
      found.push([start, end]);
    const times = [0.5, 2.5, 4.5].map((time): unknown[] => [expect.closeTo(time, 1), expect.closeTo(time + 1.04, 1)]);
    expect(found).toEqual(times);
  });
});
