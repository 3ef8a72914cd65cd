import type { Area } from '@switchyard/contracts';
import { probeMedia, subtitleFrames, type SubtitleFrame } from '../src';
import { Clips, lavfi, X264 } from './clips';

jest.setTimeout(60_000);

const clips = new Clips();
const area: Area = [0, 270, 640, 360];
const { signal } = new AbortController();

/** Moving picture with burnt-in words: `[start, end, text]`. */
function clip(name: string, background: string, cues: [number, number, string][], rate = 25): string {
  const line = ([start, end, text]: (typeof cues)[number]) =>
    `drawtext=text='${text}':fontsize=30:fontcolor=white:borderw=2:x=(w-tw)/2:y=300:enable='gte(t,${start})*lt(t,${end})'`;
  const filters = ['format=yuv420p', ...cues.map(line)].join(',');
  return clips.make(name, ...lavfi(`${background},fps=${rate}`), '-vf', filters, '-t', '3', ...X264);
}

async function framesOf(
  file: string,
  changed: Partial<Parameters<typeof subtitleFrames>[0]> = {},
): Promise<SubtitleFrame[]> {
  const info = await probeMedia(file, signal);
  const made: SubtitleFrame[] = [];
  for await (const frame of subtitleFrames({ info, area, fps: 4, signal, ...changed })) made.push(frame);
  return made;
}
const times = (frames: SubtitleFrame[]) => frames.map(({ start, end }) => [start, end]);
const near = (expected: [number, number][]) =>
  expected.map(([start, end]) =>
    [expect.closeTo(start, 0), expect.closeTo(end, 0)].map((_, at) => within([start, end][at]!)),
  );
const within = (seconds: number) => ({
  asymmetricMatch: (actual: unknown) => typeof actual === 'number' && Math.abs(actual - seconds) <= 0.15,
});
const MOVING = 'mandelbrot=s=640x360:r=25';

afterAll(() => clips.remove());

describe('pictures of a subtitle area', () => {
  it('come where words appear, are replaced and vanish over a moving picture', async () => {
    const file = clip('moving.mp4', MOVING, [
      [0.5, 1.2, 'The first words'],
      [1.2, 1.9, 'Something else is said'],
      [2.3, 2.8, 'And again'],
    ]);
    const frames = await framesOf(file);
    expect(times(frames)).toEqual(
      near([
        [0.5, 1.2],
        [1.2, 1.9],
        [2.3, 2.8],
      ]),
    );
    expect(frames[0]).toMatchObject({ width: 640, height: 90 });
    expect(frames[0]!.rgb.reduce((most, value) => Math.max(most, value), 0)).toBeGreaterThan(240);
  });

  it('come when one word of a line changes', async () => {
    const file = clip('word.mp4', 'color=gray:s=640x360:r=25', [
      [0.4, 1.5, 'He said it is mine'],
      [1.5, 2.6, 'He said it is yours'],
    ]);
    expect(times(await framesOf(file))).toEqual(
      near([
        [0.4, 1.5],
        [1.5, 2.6],
      ]),
    );
  });

  it('do not come from the picture behind alone', async () => {
    expect(await framesOf(clip('empty.mp4', MOVING, []))).toEqual([]);
  });

  it('have right times at an uneven frame rate, and say how many were looked at', async () => {
    const file = clip('ntsc.mp4', 'color=gray:s=640x360', [[1, 2, 'Only once']], 23.976);
    let examined = 0;
    const onProgress = (_fraction: number, count: number) => void (examined = count);
    expect(times(await framesOf(file, { onProgress }))).toEqual(near([[1, 2]]));
    expect(examined).toBeGreaterThan(68);
  });

  it('end the decoder when the caller wants no more', async () => {
    const info = await probeMedia(clips.path('moving.mp4'), signal);
    for await (const frame of subtitleFrames({ info, area, fps: 4, signal })) {
      expect(frame.start).toBeGreaterThan(0);
      break;
    }
  });

  it('stop on abort with its reason', async () => {
    const info = await probeMedia(clips.path('moving.mp4'), signal);
    const cancel = new AbortController();
    const all = async () => {
      for await (const _ of subtitleFrames({ info, area, fps: 4, signal: cancel.signal }))
        cancel.abort(new Error('stop it'));
    };
    await expect(all()).rejects.toThrow('stop it');
  });

  it.each([
    [[0, 300, 700, 360], 'reaches out of the picture, which is 640x360'],
    [[100, 300, 100, 360], 'is too small'],
  ] as [Area, string][])('are refused for the area %j', async (wrong, message) => {
    await expect(framesOf(clips.path('moving.mp4'), { area: wrong })).rejects.toThrow(message);
  });
});
