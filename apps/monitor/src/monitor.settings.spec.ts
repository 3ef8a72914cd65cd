import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FILE_KEYS, loadConfig, variableOf } from '@switchyard/config';
import { fieldsOf } from '@switchyard/contracts';
import { GpuLockSettings, loadGpuLockSettings } from '@switchyard/gpu-lock';
import { MonitorSettings } from './monitor.settings';

describe('a settings file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'switchyard-config-'));
  const file = join(directory, 'switchyard.yaml');
  afterAll(() => rmSync(directory, { recursive: true }));

  it('holds nothing that is no setting', () => {
    const known = [MonitorSettings, GpuLockSettings].flatMap((type) => Object.keys(fieldsOf(type)).map(variableOf));
    for (const [variable] of FILE_KEYS.values()) expect(known).toContain(variable);
  });

  it('sets what the monitor checks by, and is refused where it contradicts itself', () => {
    writeFileSync(file, 'gpu_lock: { lock_ttl: 60 }\ngpu_lock_monitor: { heartbeat: { interval: 5, timeout: 14 } }');
    const env = { SWITCHYARD_CONFIG: file };
    const settings = loadConfig(MonitorSettings, env);
    expect(settings).toMatchObject({ heartbeatInterval: 5, heartbeatTimeout: 14 });
    expect(loadGpuLockSettings({}, env)).toMatchObject({ gpuLockTtl: 60 });
    expect(() => loadGpuLockSettings(settings, env)).toThrow(/HEARTBEAT_INTERVAL.* is 5 .*HEARTBEAT_TIMEOUT/);
  });
});
