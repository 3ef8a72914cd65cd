import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BooleanField, NumberField } from '@switchyard/contracts';
import { ConfigError, loadConfig } from './load-config';

class Settings {
  @NumberField({ description: 'length of a lease', minimum: 0.2, maximum: 3600 })
  gpuLockTtl = 30;

  @BooleanField({ description: 'grow' })
  gpuLockExponentialBackoff = true;

  @NumberField({ description: 'soft limit', minimum: 0.1 })
  timeoutSoft = 3600;

  @NumberField({ description: 'between beats', minimum: 0.05 })
  heartbeatInterval = 10;
}

describe('a settings file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'switchyard-config-'));
  const file = join(directory, 'switchyard.yaml');
  afterAll(() => rmSync(directory, { recursive: true }));

  const load = (yaml: string, env: NodeJS.ProcessEnv = {}): Settings => {
    writeFileSync(file, yaml);
    return loadConfig(Settings, { ...env, SWITCHYARD_CONFIG: file });
  };

  it('gives what the environment does not', () => {
    const yaml = `
gpu_lock: { lock_ttl: 60, exponential_backoff: false }
gpu_lock_monitor:
  monitor_interval: 5
  timeout_levels: { soft_timeout: 100 }
  heartbeat:
    interval: 2`;
    expect(load(yaml, { GPU_LOCK_TTL: '45', HEARTBEAT_INTERVAL: '' })).toEqual({
      gpuLockTtl: 45,
      gpuLockExponentialBackoff: false,
      timeoutSoft: 100,
      heartbeatInterval: 2,
    });
  });

  it.each(['', '# nothing yet', 'gpu_lock:', 'gpu_lock_monitor:\n  heartbeat: {}\n'])('may say nothing: %j', (yaml) => {
    expect(load(yaml)).toEqual(new Settings());
  });

  it.each([
    ['gpu_lock: { lok_ttl: 1 }', 'gpu_lock.lok_ttl in FILE is not a setting; known: gpu_lock.poll_interval, '],
    ['gpu: {}', 'gpu in FILE is not a setting; known: '],
    ['gpu_lock.lock_ttl: 5', '"gpu_lock.lock_ttl" in FILE is not a setting'],
    [
      'gpu_lock_monitor: { heartbeat: { every: 1 } }',
      'gpu_lock_monitor.heartbeat.every in FILE is not a setting; known: ',
    ],
    ['gpu_lock: { lock_ttl: "60" }', 'gpu_lock.lock_ttl in FILE must be a number, not "60"'],
    ['gpu_lock: { lock_ttl: { seconds: 1 } }', 'gpu_lock.lock_ttl in FILE must be a number, not {"seconds":1}'],
    ['gpu_lock: { lock_ttl: }', 'gpu_lock.lock_ttl in FILE must be a number, not null'],
    ['gpu_lock: { exponential_backoff: 1 }', 'gpu_lock.exponential_backoff in FILE must be a boolean, not 1'],
    ['gpu_lock_monitor: { monitor_interval: soon }', 'gpu_lock_monitor.monitor_interval in FILE must be a number'],
    ['gpu_lock: 5', 'gpu_lock in FILE must be a section'],
    ['- a', 'the content in FILE must be a section'],
    ['gpu_lock: { lock_ttl: 1, lock_ttl: 2 }', 'SWITCHYARD_CONFIG FILE cannot be read: Map keys must be unique'],
    ['gpu_lock: {', 'SWITCHYARD_CONFIG FILE cannot be read: '],
  ])('%j is refused by file and key', (yaml, message) => {
    expect(() => load(yaml)).toThrow(ConfigError);
    expect(() => load(yaml)).toThrow(message.replace('FILE', file));
  });

  it('names everything that is wrong with it', () => {
    expect(() => load('gpu_lock: { a: 1, b: 2 }')).toThrow(/gpu_lock\.a in .*\n.*gpu_lock\.b in /);
  });

  it('is refused by file and key where a value is out of bounds', () => {
    const place = `GPU_LOCK_TTL (gpu_lock.lock_ttl in ${file}) must not be greater than 3600`;
    expect(() => load('gpu_lock: { lock_ttl: 4000 }')).toThrow(place);
    expect(() => load('gpu_lock: { lock_ttl: 40 }', { GPU_LOCK_TTL: '4000' })).toThrow(/GPU_LOCK_TTL must not/);
  });

  it('is named by file and key for each of two settings that contradict each other', () => {
    writeFileSync(file, 'gpu_lock: { lock_ttl: 20, renew_interval: 8 }');
    const problems = { GPU_LOCK_RENEW_INTERVAL: 'is 8 but must be at most a third of GPU_LOCK_TTL, which is 20' };
    const { message } = new ConfigError(problems, { SWITCHYARD_CONFIG: file });
    expect(message).toContain(
      `GPU_LOCK_RENEW_INTERVAL (gpu_lock.renew_interval in ${file}) is 8 but must be at most a third of ` +
        `GPU_LOCK_TTL (gpu_lock.lock_ttl in ${file}), which is 20`,
    );
  });

  it('is refused where there is none', () => {
    expect(() => loadConfig(Settings, { SWITCHYARD_CONFIG: '/nowhere.yaml' })).toThrow(
      /SWITCHYARD_CONFIG \/nowhere.yaml cannot be read: ENOENT/,
    );
  });
});
