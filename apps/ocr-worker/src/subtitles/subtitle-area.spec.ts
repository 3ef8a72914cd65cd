import type { Box } from '../ocr/region';
import { around, findSubtitleAreas } from './subtitle-area';

const WIDTH = 1280;
const HEIGHT = 720;
const line = (chars: number, y = 640): Box => [640 - chars * 9, y, 640 + chars * 9, y + 40];
const logo: Box = [1100, 30, 1240, 70];

/** The first area, and how sure it is. */
const findSubtitleArea = (frames: Box[][]) => {
  const { areas, confidence } = findSubtitleAreas(frames, WIDTH, HEIGHT);
  return { area: areas[0] ?? null, confidence };
};

describe('findSubtitleArea', () => {
  it('finds the band in which text of changing width stands', () => {
    const frames = [10, 25, 0, 31, 18, 22, 0, 40].map((chars) => (chars ? [line(chars), logo] : [logo]));
    const { area, confidence } = findSubtitleArea(frames);
    expect(area).toEqual([0, 616, 1280, 704]);
    expect(confidence).toBeCloseTo(6 / 8);
  });

  it('takes second lines in', () => {
    const frames = [10, 25, 14, 31, 18, 22, 17, 40].map((chars, i) =>
      i % 2 ? [line(chars), line(20, 590)] : [line(chars)],
    );
    expect(findSubtitleArea(frames).area?.[1]).toBeLessThan(590);
  });

  it('finds subtitles at the top', () => {
    const frames = [10, 25, 14, 31].map((chars) => [line(chars, 40)]);
    expect(findSubtitleArea(frames).area?.[3]).toBeLessThan(140);
  });

  it('takes text that never changes for no subtitle', () => {
    const frames = Array.from({ length: 10 }, () => [logo, line(12, 300)]);
    expect(findSubtitleArea(frames)).toEqual({ area: null, confidence: 0 });
  });

  it('is not led astray by a box around the whole picture', () => {
    const whole: Box = [0, 0, WIDTH, HEIGHT];
    const frames = [10, 25, 0, 31, 0, 22].map((chars) => (chars ? [line(chars)] : [whole]));
    expect(findSubtitleArea(frames).area).toEqual([0, 616, 1280, 704]);
    expect(findSubtitleArea([[whole], [whole], [whole]]).area).toBeNull();
  });

  it('finds nothing where nothing is', () => {
    expect(findSubtitleArea([[], [], []])).toEqual({ area: null, confidence: 0 });
    expect(findSubtitleArea([])).toEqual({ area: null, confidence: 0 });
  });

  it.each([
    ['left', (chars: number): Box => [40, 640, 40 + chars * 18, 680]],
    ['right', (chars: number): Box => [1240 - chars * 18, 640, 1240, 680]],
  ])('finds subtitles that stand at the %s', (_side, at) => {
    const frames = [10, 0, 25, 0, 31, 18].map((chars) => (chars ? [at(chars)] : []));
    expect(findSubtitleArea(frames).area).toEqual([0, 616, 1280, 704]);
  });

  it('finds those at the bottom and at the top', () => {
    const frames = [10, 25, 14, 31, 18, 20].map((chars, at) => [line(chars, at % 3 ? 640 : 40), logo]);
    const { areas } = findSubtitleAreas(frames, WIDTH, HEIGHT);
    expect(areas).toEqual([
      [0, 616, 1280, 704],
      [0, 16, 1280, 104],
    ]);
    expect(around(areas)).toEqual([0, 16, 1280, 704]);
  });

  it('finds two subtitles in a minute', () => {
    const frames = Array.from({ length: 30 }, (_, at) => (at === 5 ? [line(20)] : at === 20 ? [line(22)] : []));
    expect(findSubtitleArea(frames).area).toEqual([0, 616, 1280, 704]);
  });

  it('finds one that stands all the time in the middle below, beside a logo and a clock', () => {
    const clock: Box = [1150, 640, 1250, 680];
    const frames = Array.from({ length: 10 }, () => [logo, clock, line(12)]);
    expect(findSubtitleArea(frames).area).toEqual([0, 616, 1280, 704]);
  });

  it('takes text that runs through the picture for no subtitle', () => {
    const ticker = (at: number): Box[] => [
      [0, 680, 300 + at * 37, 710],
      [340 + at * 37, 680, WIDTH, 710],
    ];
    const frames = [10, 25, 14, 31].map((chars, at) => [line(chars, 560), ...ticker(at)]);
    expect(findSubtitleAreas(frames, WIDTH, HEIGHT).areas).toEqual([[0, 536, 1280, 624]]);
  });

  it('takes signs here and there for no subtitles', () => {
    const frames: Box[][] = [[[100, 200, 220, 240]], [[700, 210, 1000, 250]], [], [[400, 190, 460, 230]]];
    expect(findSubtitleArea(frames).area).toBeNull();
  });
});
