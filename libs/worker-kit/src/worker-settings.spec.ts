import { loadConfig } from '@switchyard/config';
import { WorkerSettings } from './worker-settings';

describe('the times of a worker', () => {
  it.each(['ENGINE_IDLE', 'DRAIN_TIMEOUT'])('%s is no longer than a timer can wait', (variable) => {
    expect(() => loadConfig(WorkerSettings, { [variable]: '604800' })).not.toThrow();
    expect(() => loadConfig(WorkerSettings, { [variable]: '604801' })).toThrow(variable);
  });
});
