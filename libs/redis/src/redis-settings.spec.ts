import { risksIn } from './redis-settings';

describe('risksIn', () => {
  it('is content with a Redis that drops nothing and writes everything down', () => {
    expect(risksIn('# Memory\r\nmaxmemory_policy:noeviction\r\n\r\n# Persistence\r\naof_enabled:1\r\n')).toEqual([]);
  });

  it('names eviction and a missing append-only file', () => {
    const [policy, file] = risksIn('maxmemory_policy:allkeys-lru\r\naof_enabled:0\r\n');
    expect(policy).toMatch(/allkeys-lru.*set it to noeviction/);
    expect(file).toMatch(/appendonly/);
  });

  it('supposes nothing of a server that does not tell', () => {
    expect(risksIn('')).toEqual([]);
  });
});
