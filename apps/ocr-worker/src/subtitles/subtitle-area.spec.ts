import type { Box } from '../ocr/region';
import { findSubtitleArea } from './subtitle-area';

const WIDTH = 1280;
const HEIGHT = 720;
const line = (chars: number, y = 640): Box => [640 - chars * 9, y, 640 + chars * 9, y + 40];
const logo: Box = [1100, 30, 1240, 70];

describe('findSubtitleArea', () => {
  it('finds the band in which text of changing width stands', () => {
    const frames = [10, 25, 0, 31, 18, 22, 0, 40].map((chars) => (chars ? [line(chars), logo] : [logo]));
    const { area, confidence } = findSubtitleArea(frames, WIDTH, HEIGHT);
    expect(area).toEqual([0, 616, 1280, 704]);
    expect(confidence).toBeCloseTo(6 / 8);
  });

  it('takes second lines in', () => {
    const frames = [10, 25, 14, 31, 18, 22, 17, 40].map((chars, i) =>
      i % 2 ? [line(chars), line(20, 590)] : [line(chars)],
    );
    expect(findSubtitleArea(frames, WIDTH, HEIGHT).area?.[1]).toBeLessThan(590);
  });

  it('finds subtitles at the top', () => {
    const frames = [10, 25, 14, 31].map((chars) => [line(chars, 40)]);
    expect(findSubtitleArea(frames, WIDTH, HEIGHT).area?.[3]).toBeLessThan(140);
  });

  it('takes text that never changes for no subtitle', () => {
    const frames = Array.from({ length: 10 }, () => [logo, line(12, 300)]);
    expect(findSubtitleArea(frames, WIDTH, HEIGHT)).toEqual({ area: null, confidence: 0 });
  });

  it('is not led astray by a box around the whole picture', () => {
    const whole: Box = [0, 0, WIDTH, HEIGHT];
    const frames = [10, 25, 0, 31, 0, 22].map((chars) => (chars ? [line(chars)] : [whole]));
    expect(findSubtitleArea(frames, WIDTH, HEIGHT).area).toEqual([0, 616, 1280, 704]);
    expect(findSubtitleArea([[whole], [whole], [whole]], WIDTH, HEIGHT).area).toBeNull();
  });

  it('finds nothing where nothing is', () => {
    expect(findSubtitleArea([[], [], []], WIDTH, HEIGHT)).toEqual({ area: null, confidence: 0 });
    expect(findSubtitleArea([], WIDTH, HEIGHT)).toEqual({ area: null, confidence: 0 });
  });
});
