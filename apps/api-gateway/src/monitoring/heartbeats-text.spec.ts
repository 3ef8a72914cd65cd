import type { BeatCounts, BeatPage } from '@switchyard/monitoring';
import { heartbeatsText } from './heartbeats-text';

const COUNTS: BeatCounts = { now: 1_701_764_160_123, active: 3, orphaned: 1, dead: 1, meanIntervalSeconds: 10 };
const beat = (task_id: string, task_name: string, late = false): BeatPage['beating'][number] => ({
  ...{ task_id, task_name, last_update: 1_701_764_160_000.5, late },
});

describe('heartbeatsText', () => {
  it('is JSON that names every task once, with names that need quoting', () => {
    const beating = [beat('a', 'ffmpeg.probe'), beat('7', 'by "me"\n\u2028'), beat('b', ''), beat('l', 'x', true)];
    const fact = { task_name: 'y', last_update: 1000, died_at: 2000, status: 'queued' };
    const dead = [{ task_id: 'd', ...fact }];
    expect(JSON.parse(heartbeatsText({ now: 0, beating, dead, next_cursor: '7@dead' }, COUNTS))).toEqual({
      active_tasks: {
        a: { task_name: 'ffmpeg.probe', last_update: 1_701_764_160.0005, status: 'running' },
        7: { task_name: 'by "me"\n\u2028', last_update: 1_701_764_160.0005, status: 'running' },
        b: { task_name: '', last_update: 1_701_764_160.0005, status: 'running' },
      },
      dead_tasks: [{ task_id: 'd', task_name: 'y', last_update: 1, died_at: 2, status: 'queued' }],
      orphaned_tasks: [{ task_id: 'l', last_update: 1_701_764_160.0005, timeout: true }],
      statistics: {
        total_tasks: 5,
        active_count: 3,
        dead_count: 1,
        orphaned_count: 1,
        average_heartbeat_interval: 10,
      },
      next_cursor: '7@dead',
      timestamp: 1_701_764_160.123,
    });
  });

  it('is JSON when there is nothing to show', () => {
    const page = { now: 0, beating: [], dead: [], next_cursor: null };
    expect(JSON.parse(heartbeatsText(page, COUNTS))).toMatchObject({
      ...{ active_tasks: {}, dead_tasks: [], orphaned_tasks: [], next_cursor: null },
    });
  });
});
