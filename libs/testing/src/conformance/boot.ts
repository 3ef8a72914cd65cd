import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { tasksOf, type ServiceName } from '@switchyard/contracts';
import { AppProcess } from '../app-process';
import { WORKER_APPS } from '../test-system';

const ROOT = join(__dirname, '..', '..', '..', '..');

/** A worker of the service whose module has no handler at all. */
const withoutHandlers = (service: ServiceName): string => `
  const { runWorker } = require('@switchyard/worker-kit');
  void runWorker({ service: '${service}', module: class Empty {} });`;

/** A worker that could not do all of its tasks does not start, and says which. */
export function expectRefusalWithoutHandlers(service: ServiceName): void {
  const { status, stderr } = spawnSync(process.execPath, ['-e', withoutHandlers(service)], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, REDIS_URL: 'redis://127.0.0.1:1' },
    timeout: 20_000,
  });
  expect(status).toBe(1);
  for (const { name } of tasksOf(service)) expect(stderr).toContain(`${name} has no handler`);
}

/** Settings that make no sense are named, not worked around. */
export async function expectRefusalOfSettings(service: ServiceName): Promise<void> {
  const worker = new AppProcess(WORKER_APPS[service], { CONCURRENCY: '0', HEARTBEAT_INTERVAL: 'soon' });
  expect(await worker.ended).toEqual({ code: 1, signal: null });
  expect(worker.log).toMatch(/CONCURRENCY must not be less than 1/);
  expect(worker.log).toMatch(/HEARTBEAT_INTERVAL must be/);
}
