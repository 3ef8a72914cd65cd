import { retryDelayMs } from './retry-delay';

describe('the wait before another attempt', () => {
  it.each([
    [1, 1000],
    [2, 2000],
    [3, 4000],
    [6, 32_000],
    [7, 60_000],
    [100, 60_000],
  ])('after attempt %d is at most %d ms', (attempt, most) => {
    expect(retryDelayMs(attempt, 1, () => 0)).toBe(0);
    expect(retryDelayMs(attempt, 1, () => 0.5)).toBe(most / 2);
    expect(retryDelayMs(attempt, 1, () => 1)).toBe(most);
  });

  it('grows from the wait that was set', () => expect(retryDelayMs(2, 10, () => 1)).toBe(20_000));
  it('is none where none was set', () => expect(retryDelayMs(5, 0, () => 1)).toBe(0));
});
