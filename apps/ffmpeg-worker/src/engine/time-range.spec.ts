import { requireOrder, requireWithin } from './time-range';

describe('the part of media that is asked for', () => {
  it.each([{}, { start: 2 }, { start: 2, end: 5 }, { end: 10.3 }])('may be %j of 10 s', (range) => {
    expect(() => requireOrder(range)).not.toThrow();
    expect(() => requireWithin(range, 10)).not.toThrow();
  });

  it.each([
    [{ start: 10 }, 'start is 10 s, but the media is only 10 s long'],
    [{ start: 0, end: 12 }, 'end is 12 s, but the media is only 10 s long'],
  ])('is refused where it is %j', (range, message) => expect(() => requireWithin(range, 10)).toThrow(message));

  it('is refused where it ends before it begins', () =>
    expect(() => requireOrder({ start: 5, end: 5 })).toThrow('end (5 s) must be greater than start (5 s)'));
});
