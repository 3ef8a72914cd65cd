import { progressOf, secondsOf } from './progress';

describe('reading the progress of ffmpeg', () => {
  it.each([
    ['out_time_us=1500000', 1.5],
    ['out_time_us=-23220', 0],
    ['out_time_us=N/A', undefined],
    ['out_time_ms=1500000', undefined],
    ['frame=12', undefined],
    ['progress=end', undefined],
  ])('%s', (line, seconds) => expect(secondsOf(line)).toBe(seconds));
});

describe('how far work is', () => {
  const toldFor = (duration: number | undefined, seconds: number[]) => {
    const told: number[] = [];
    const tell = progressOf(duration, (fraction) => told.push(fraction));
    seconds.forEach(tell);
    return told;
  };

  it('is told as a share that never goes back', () => expect(toldFor(10, [1, 5, 3, 5, 8])).toEqual([0.1, 0.5, 0.8]));
  it('is not complete before the work has ended', () => expect(toldFor(10, [10, 12])).toEqual([0.999]));
  it('is not guessed where the length is not known', () => expect(toldFor(undefined, [1, 2])).toEqual([]));
});
