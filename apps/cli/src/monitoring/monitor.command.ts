import type { Schemas, TaskEvent } from '@switchyard/client';
import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { LOST, eventText } from '../tasks/watch.command';
import { plain } from '../terminal/plain';
import { pairs, table, type Cell } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { formatAge, formatSeconds } from '../terminal/units';
import { wordsOf } from '../terminal/words';
import { wellnessCell } from './wellness';

const ROOT = '/api/v1/monitoring';

/** `monitor`: the daemon that finds and recovers what died. */
export function addMonitor(program: Command, app: App): void {
  const monitor = program
    .command('monitor')
    .summary('look at the monitor, stop and start it, make it check')
    .description('The monitor finds tasks that died and GPUs that were left held, and recovers them.')
    .addHelpText('after', examples('monitor', 'monitor watch', 'monitor check', 'monitor stop'));
  monitor
    .command('status', { isDefault: true })
    .summary('show how it is and what it did')
    .description('Shows how the monitor is and what it did. The exit code is 1 when no monitor lives.')
    .addHelpText('after', examples('monitor status', 'monitor status --json | jq .monitor_stats'))
    .action(app.action(status));
  monitor
    .command('watch')
    .summary('show the events of all runs as they happen')
    .description(
      'Shows the events of all tasks, programs and jobs as they happen, until Ctrl-C. With --json each line is one frame: ' +
        'of runs, events, figures, GPUs and workers, first as they are and then as they change.',
    )
    .addHelpText('after', examples('monitor watch', 'monitor watch --json | jq \'select(.type == "lock")\''))
    .action(app.action(watch));
  for (const how of ['start', 'stop'] as const) {
    monitor
      .command(how)
      .summary(how === 'start' ? 'turn its checks on' : 'turn its checks off; tasks go on')
      .addHelpText('after', examples(`monitor ${how}`))
      .action(
        app.action(async ({ gateway, terminal }) => {
          const reply = await gateway.take(gateway.http.POST(`${ROOT}/monitor/${how}`));
          terminal.answer(reply, () => reply.message);
        }),
      );
  }
  monitor
    .command('check')
    .summary('make it check now')
    .description('Makes the monitor check now, also while its checks are turned off.')
    .option('--lock <key>', 'of the GPUs only this one')
    .addHelpText('after', examples('monitor check', 'monitor check --lock gpu_lock:0'))
    .action(app.action(check));
}

async function watch({ gateway, terminal, signal }: Session): Promise<void> {
  const onLost = (): void => terminal.note(LOST);
  try {
    for await (const frame of gateway.live(() => '/ws/monitor', { onLost })) {
      if (terminal.json) terminal.printJsonLine(frame);
      else if (frame.type === 'error') terminal.note(plain(wordsOf(frame.data['message'])));
      else if (frame.type === 'event') terminal.print(eventsText(terminal, frame.data as unknown as Happened));
    }
  } catch (error) {
    if (!signal.aborted) throw error; // leaving is no failure here
  }
}

interface Happened {
  events: (TaskEvent & { run_id: string })[];
  left_out: number;
}

function eventsText(terminal: Terminal, { events, left_out }: Happened): string {
  const lines = events.map((event) => `${plain(event.run_id)}  ${eventText(terminal, event)}`);
  return [...lines, ...(left_out > 0 ? [`${left_out} more events`] : [])].join('\n');
}

async function status({ gateway, terminal }: Session): Promise<ExitCode> {
  const [found, health] = await Promise.all([
    gateway.take(gateway.http.GET(`${ROOT}/monitor/status`)),
    gateway.take(gateway.http.GET(`${ROOT}/monitor/health`)),
  ]);
  terminal.answer({ ...found, health }, () => statusText(terminal, found, health));
  return health.status === 'critical' ? EXIT.failed : EXIT.ok;
}

function statusText(terminal: Terminal, status: Schemas['MonitorStatus'], health: Schemas['MonitorHealth']): string {
  const { monitor_status: state, monitor_stats: stats, config } = status;
  const ago = (seconds: number): string | null =>
    seconds === 0 ? null : formatAge(new Date(seconds * 1000).toISOString());
  const rows: Record<string, Cell> = {
    health: wellnessCell(terminal, health.status),
    checks: config.enabled ? 'on' : 'off',
    'up for': status.is_running ? formatSeconds(status.uptime) : null,
    'last check': ago(state.last_check),
    interval: formatSeconds(config.check_interval),
    'checks made': state.checks_performed,
    watched: `${stats.tasks_monitored} tasks, ${stats.gpu_locks_monitored} GPUs`,
    'found late': stats.timeouts_detected,
    recovered: stats.tasks_recovered,
  };
  return [pairs(terminal, rows), ...health.issues].join('\n');
}

async function check({ gateway, terminal }: Session, { lock }: { lock?: string }): Promise<void> {
  const query = lock === undefined ? {} : { lock_key: lock };
  const reply = await gateway.take(gateway.http.POST(`${ROOT}/timeout/check`, { params: { query } }));
  const rows = reply.actions_taken.map(({ task_id, action, result }): Cell[] => [task_id, action, result]);
  terminal.answer(reply, () => {
    if (reply.timeouts_detected === 0) return 'nothing is late';
    if (rows.length === 0) return `${reply.timeouts_detected} late, all of it in hand already`;
    return table(terminal, ['TASK', 'ACTION', 'RESULT'], rows);
  });
}
