import { timeRange } from './time-range';

describe('the part of media that is asked for', () => {
  it.each([
    [undefined, undefined, { start: 0, seconds: 10 }],
    [2, undefined, { start: 2, seconds: 8 }],
    [2, 5, { start: 2, seconds: 3 }],
    [undefined, 10.3, { start: 0, seconds: 10 }],
  ])('from %s to %s of 10 s', (start, end, range) => expect(timeRange(10, start, end)).toEqual(range));

  it.each([
    [10, undefined, 'start is 10 s, but the media is only 10 s long'],
    [0, 12, 'end is 12 s, but the media is only 10 s long'],
    [5, 5, 'end (5 s) must be greater than start (5 s)'],
  ])('is refused from %s to %s', (start, end, message) => expect(() => timeRange(10, start, end)).toThrow(message));
});
