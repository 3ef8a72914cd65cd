import { Keys } from './keys';

describe('Keys', () => {
  const keys = new Keys();

  it('names what belongs to one task', () => {
    expect(keys.task('t-1')).toBe('task:t-1');
    expect(keys.taskEvents('t-1')).toBe('task_events:t-1');
    expect(keys.workflow('w-1')).toBe('workflow_state:w-1');
    expect(keys.taskIndex('ffmpeg.probe', 'queued')).toBe('tasks:ffmpeg.probe:queued');
  });

  it('names what all tasks share', () => {
    expect(keys.fence).toBe('task_fence');
    expect(keys.outbox).toBe('task_outbox');
    expect(keys.heartbeats).toBe('task_heartbeats');
    expect(keys.retention).toBe('workflow_retention');
    expect(keys.durations).toBe('task_durations');
    expect(keys.sweep).toBe('task_sweep');
    expect(keys.workers).toBe('workers');
    expect(keys.cancels).toBe('task_cancels');
    expect(keys.lease('sweep')).toBe('lease:sweep');
    expect(keys.queuePrefix).toBe('sy');
  });

  it('puts the prefix of an installation before every key', () => {
    const own = new Keys('a:');
    expect(own.task('t-1')).toBe('a:task:t-1');
    expect(own.queuePrefix).toBe('a:sy');
  });
});
