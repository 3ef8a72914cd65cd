import type { BeatCounts, BeatPage } from '@switchyard/monitoring';
import { heartbeatStatistics } from './monitor-view';
import type { Heartbeats } from './replies';

/**
 * A page of heartbeats as JSON text. The tasks that beat are written out by hand: an object with a thousand keys takes
 * longer to be made and turned into text than all the rest of the request.
 */
export function heartbeatsText({ beating, dead, next_cursor }: BeatPage, counts: BeatCounts): string {
  const nameOf = nameText();
  const active: string[] = [];
  const orphaned_tasks: Heartbeats['orphaned_tasks'] = [];
  for (const { task_id, task_name, last_update, late } of beating) {
    const at = last_update / 1000;
    if (late) orphaned_tasks.push({ task_id, last_update: at, timeout: true });
    else active.push(`"${task_id}":{"task_name":${nameOf(task_name)},"last_update":${at},"status":"running"}`);
  }
  const rest: Omit<Heartbeats, 'active_tasks'> = {
    dead_tasks: dead.map((task) => ({
      ...task,
      last_update: task.last_update / 1000,
      died_at: task.died_at / 1000,
    })),
    orphaned_tasks,
    statistics: heartbeatStatistics(counts),
    next_cursor,
    timestamp: counts.now / 1000,
  };
  return `{"active_tasks":{${active.join(',')}},${JSON.stringify(rest).slice(1)}`;
}

/** Names as JSON; those of one kind follow each other, and what an id may consist of needs no quoting. */
function nameText(): (name: string) => string {
  let [last, text] = ['', '""'];
  return (name) => {
    if (name !== last) [last, text] = [name, JSON.stringify(name)];
    return text;
  };
}
