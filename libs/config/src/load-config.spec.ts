import { BooleanField, IntegerField, TextField } from '@switchyard/contracts';
import { ConfigError, loadConfig, variableOf } from './load-config';
import { settingsTable } from './settings-table';

class Settings {
  @TextField({ description: 'where Redis is' })
  redisUrl = 'redis://127.0.0.1:6379';

  @IntegerField({ description: 'a port', minimum: 1, maximum: 65_535, unit: 'number' })
  port = 8000;

  @BooleanField({ description: 'a switch' })
  fast = false;
}

describe('loadConfig', () => {
  it('reads variables, and keeps defaults for what is not set or empty', () => {
    expect(loadConfig(Settings, { PORT: '99', FAST: '1', REDIS_URL: '' })).toEqual({
      redisUrl: 'redis://127.0.0.1:6379',
      port: 99,
      fast: true,
    });
  });

  it('names every variable that is not usable', () => {
    const load = (): Settings => loadConfig(Settings, { PORT: 'abc', REDIS_URL: 'x'.repeat(20_000) });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/PORT.*\n.*REDIS_URL|REDIS_URL.*\n.*PORT/);
    expect(() => loadConfig(Settings, { PORT: '70000' })).toThrow(/PORT must not be greater than 65535/);
    expect(() => loadConfig(Settings, { FAST: 'perhaps' })).toThrow(/FAST/);
  });

  it('derives the name of a variable from the field', () => {
    expect(variableOf('heartbeatInterval')).toBe('HEARTBEAT_INTERVAL');
  });
});

describe('settingsTable', () => {
  it('has a row for each setting', () => {
    expect(settingsTable(Settings)).toContain('| `PORT` | `8000` | a port (number) |');
  });
});
