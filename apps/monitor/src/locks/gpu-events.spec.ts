import { beginsQuarantine } from './gpu-events';

describe('entries of the history of a GPU', () => {
  const entry = (action: string, reason?: string): string => JSON.stringify({ lock_key: '0', action, at: 1, reason });

  it.each(['expire', 'unclaimed', 'wanted', 'revoke', 'orphaned', 'operator'])('begin a quarantine: %s', (reason) =>
    expect(beginsQuarantine(entry(reason, reason))).toBe(true),
  );

  it.each([
    ['acquire', undefined],
    ['release', undefined],
    ['timeout', undefined],
    ['drop', undefined],
    ['confirm', 'expire'],
    ['quarantine_timeout', 'expire'],
  ])('begin none: %s', (action, reason) => expect(beginsQuarantine(entry(action, reason))).toBe(false));
});
