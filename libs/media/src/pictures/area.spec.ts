import type { Area } from '@switchyard/contracts';
import type { VideoStream } from '../probe/media-info';
import { areaToBox, outputSize } from './area';
import { strongest } from './scene-changes';
import { sampleRate } from './subtitle-frames';

const video = (width: number, height: number) => ({ width, height }) as VideoStream;

describe('the box of an area', () => {
  it.each([
    [[0, 0, 100, 50], 1280, 720, { x: 0, y: 0, width: 100, height: 50 }],
    [[11, 21, 101, 51], 1280, 720, { x: 10, y: 20, width: 92, height: 32 }],
    [[0, 0, 641, 361], 641, 361, { x: 0, y: 0, width: 640, height: 360 }],
  ] as [Area, number, number, object][])('%j of %d x %d has even corners', (area, width, height, box) => {
    expect(areaToBox(area, video(width, height))).toEqual(box);
  });

  it('is made smaller where it is very wide', () => {
    expect(outputSize({ width: 1920, height: 270 })).toMatchObject({ width: 1920, height: 270 });
    expect(outputSize({ width: 7680, height: 1080 })).toEqual({ width: 2560, height: 360 });
  });
});

describe('how many pictures a second are looked at', () => {
  it.each([
    [25, 4, 25],
    [59.94, 4, 29.97],
    [50, 4, 25],
    [25, 60, 30],
    [1, 4, 4],
    [undefined, 4, 25],
  ])('of a video with %s, at least %s', (own, least, rate) => expect(sampleRate(own, least)).toBe(rate));
});

describe('the strongest scene changes', () => {
  const scores = [
    { time: 1, score: 0.9 },
    { time: 1.3, score: 0.8 },
    { time: 5, score: 0.2 },
    { time: 3, score: 0.5 },
  ];

  it('come in order of time, half a second apart, with the first frame', () => {
    expect(strongest(scores, 10)).toEqual([0, 1, 3, 5]);
    expect(strongest(scores, 3)).toEqual([0, 1, 3]);
    expect(strongest([], 3)).toEqual([0]);
  });
});
