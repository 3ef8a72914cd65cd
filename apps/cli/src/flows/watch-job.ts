import { setTimeout as sleep } from 'node:timers/promises';
import type { Schemas } from '@switchyard/client';
import { EXIT, type ExitCode } from '../exit-codes';
import type { Session } from '../session';
import { LiveText } from '../terminal/live-text';
import { plain } from '../terminal/plain';
import { table, type Cell } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';

type Monitoring = Schemas['JobMonitoringReply'];
type Slot = Schemas['SlotQueueStatusReply'];

const LOOK_EVERY_MS = 500;

/** Shows what the routines of a job do, until it ends. */
export async function watchJob({ gateway, terminal, signal }: Session, id: string): Promise<ExitCode> {
  const live = new LiveText(terminal);
  const params = { path: { id } };
  let shown = '';
  for (;;) {
    const now = await gateway.take(gateway.http.GET('/api/jobs/{id}/monitoring', { params }));
    const isOver = now.job_status !== 'running' && now.job_status !== 'paused';
    const { updated_at: _time, ...facts } = now;
    const seen = JSON.stringify(facts);
    if (terminal.json && seen !== shown) terminal.printJsonLine(now);
    else if (terminal.isScreen) live.show(routinesText(terminal, now));
    else if (isOver) terminal.print(routinesText(terminal, now));
    shown = seen;
    if (isOver) break;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
  const job = await gateway.take(gateway.http.GET('/api/jobs/{id}', { params }));
  terminal.hint(endText(job));
  if (job.status === 'completed') return EXIT.ok;
  return job.error?.code === 'JOB_TIMEOUT' ? EXIT.timedOut : EXIT.failed;
}

function routinesText(terminal: Terminal, { job_status, routines }: Monitoring): string {
  const rows = Object.values(routines).map(({ routine_id, execution_status: now, queue_status }): Cell[] => [
    routine_id,
    now.is_active ? `${now.status} (${now.active_count})` : now.status,
    now.execution_count,
    now.error_count > 0 ? { text: String(now.error_count), paint: terminal.paint.red } : 0,
    waiting(terminal, queue_status),
  ]);
  const head = ['ROUTINE', 'STATE', 'EXECUTIONS', 'ERRORS', 'WAITING'];
  return `${table(terminal, head, rows)}\njob ${job_status}`;
}

/** The fullest slot gives its colour. */
function waiting({ paint }: Terminal, slots: readonly Slot[]): Cell {
  const text = slots.map(({ unconsumed_count, max_length }) => `${unconsumed_count}/${max_length}`).join(' ');
  const fullest = Math.max(0, ...slots.map(({ usage_percentage }) => usage_percentage));
  if (slots.some(({ is_full }) => is_full)) return { text, paint: paint.red };
  return { text, paint: fullest >= 0.6 ? paint.yellow : paint.green };
}

function endText({ job_id, status, error, items, results }: Schemas['JobReply']): string {
  const counts = Object.entries(items).flatMap(([name, count]) => (count ? [`${count} ${name}`] : []));
  const why = error ? `: ${error.routine_id ? `${error.routine_id}: ` : ''}${error.message}` : '';
  return plain(`job ${job_id} ${status}${why}; ${results.length} results, items: ${counts.join(', ')}`);
}
