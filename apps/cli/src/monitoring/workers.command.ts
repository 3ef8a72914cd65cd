import type { Schemas } from '@switchyard/client';
import type { Command } from 'commander';
import { examples, type App } from '../session';
import { table, type Cell } from '../terminal/table';
import { formatAge } from '../terminal/units';

type Worker = Schemas['WorkerReply'];

/** `workers`: every live worker and what it does. */
export function addWorkers(program: Command, app: App): void {
  program
    .command('workers')
    .summary('list the live workers')
    .description(
      'Lists every live worker: its device, its running tasks of those it takes at a time, and what it waits for.',
    )
    .addHelpText('after', examples('workers', 'workers --json | jq .workers[].models'))
    .action(
      app.action(async ({ gateway, terminal }) => {
        const list = await gateway.take(gateway.http.GET('/v1/workers'));
        const rows = list.workers.map(rowOf);
        const head = ['SERVICE', 'WORKER', 'VERSION', 'DEVICE', 'TASKS', 'HOST CPU', 'SEEN', 'MISSING'];
        terminal.answer(list, () => (rows.length > 0 ? table(terminal, head, rows) : 'no worker is live'));
      }),
    );
}

const rowOf = ({ host_facts, ...one }: Worker): Cell[] => [
  one.service,
  one.worker,
  one.version,
  one.gpus.length > 0 ? one.gpus.join(' ') : one.device,
  `${one.running}/${one.concurrency}`,
  host_facts && `${Math.round(host_facts.cpu.load * 100)} %`,
  formatAge(one.seen_at),
  one.missing.join('; ') || null,
];
