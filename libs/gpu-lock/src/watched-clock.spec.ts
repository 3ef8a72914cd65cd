import { WatchedClock } from './watched-clock';

describe('WatchedClock', () => {
  const clock = new WatchedClock(7500);

  it('knows nothing before it heard of the time', () => {
    expect(clock.mostSince(1000, 50)).toBe(Infinity);
  });

  it('counts from when the question was sent, so that an answer that took long never makes a moment younger', () => {
    clock.hear(1000, 50);
    expect(clock.mostSince(1000, 350)).toBe(300);
    expect(clock.mostSince(1290, 350)).toBe(10);
  });

  it('takes a moment to come for now, as far as clocks differ', () => {
    expect(clock.mostSince(1301, 350)).toBe(0);
  });

  it('trusts no clock that is further on than it can be', () => {
    expect(clock.mostSince(1400, 350)).toBe(Infinity);
  });

  it('trusts no answer that is older than the time may stand still', () => {
    expect(clock.mostSince(8500, 7550)).toBe(0);
    expect(clock.mostSince(8501, 7551)).toBe(Infinity);
  });
});
