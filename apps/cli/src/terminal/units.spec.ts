import { formatAge, formatBytes, formatClock, formatSeconds, parseAge, parseCount, parseSeconds } from './units';

describe('an age', () => {
  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['1.5h', 5_400_000],
    [' 1 d ', 86_400_000],
  ])('%s', (text, milliseconds) => expect(parseAge(text)).toBe(milliseconds));

  it.each(['7', '', 'd', '-7d', '7 days ago', '1y', 'NaN', '1e3s'])('is not %j', (text) => {
    expect(() => parseAge(text)).toThrow('90s, 30m, 12h, 7d, 2w');
  });
});

describe('a time limit', () => {
  it.each([
    ['90', 90],
    ['0.5', 0.5],
    ['90s', 90],
    ['2h', 7200],
  ])('%s', (text, seconds) => expect(parseSeconds(text)).toBe(seconds));

  it.each(['', '-1', '5x', '0x10'])('is not %j', (text) =>
    expect(() => parseSeconds(text)).toThrow('number of seconds'),
  );
});

it.each(['0', '-1', '1.5', 'ten', ''])('%j counts nothing', (text) =>
  expect(() => parseCount(text)).toThrow('1 or more'),
);

it.each([
  [0, '0 s'],
  [0.011, '11 ms'],
  [1.42, '1.4 s'],
  [125, '2 min 5 s'],
  [11_400, '3 h 10 min'],
])('%d seconds are said as %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));

it.each([
  [1.04, '0:01.04'],
  [59.996, '1:00.00'],
  [3723.5, '1:02:03.50'],
])('second %d of a film is %s', (seconds, text) => expect(formatClock(seconds)).toBe(text));

it('says how long ago something was', () => {
  expect(formatAge('2026-01-02T00:00:00Z', Date.parse('2026-01-02T00:03:10Z'))).toBe('3m ago');
});

it('says bytes in the units of file managers', () => {
  expect([500, 1536, 15_000_000].map(formatBytes)).toEqual(['500 B', '1.5 KiB', '14.3 MiB']);
});
