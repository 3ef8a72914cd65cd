import type { Schemas } from '@switchyard/client';
import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { LOST } from '../tasks/watch.command';
import { LiveText } from '../terminal/live-text';
import { table, type Cell } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { formatSeconds } from '../terminal/units';
import { wellnessCell } from './wellness';

type Gpu = Schemas['GpuReply'];

const REFRESH_MS = 1000;

/** `gpu`: who holds the GPUs and who waits for them. */
export function addGpu(program: Command, app: App): void {
  const gpu = program
    .command('gpu')
    .summary('show who holds the GPUs and who waits for them')
    .description('Shows who holds each GPU, for how long, and who waits.')
    .addHelpText('after', examples('gpu', 'gpu --once', 'gpu release gpu_lock:0'));
  gpu
    .command('watch', { isDefault: true })
    .summary('a table that keeps up; once where no terminal is')
    .option('--once', 'print once and end')
    .addHelpText('after', examples('gpu', 'gpu --once', 'gpu --json | jq .gpus'))
    .action(app.action(watch));
  gpu
    .command('release')
    .summary('take a GPU from its holder')
    .description(
      'Takes a GPU from its holder. The engine on it is ended, and the next task gets the GPU only when that is confirmed. ' +
        'The exit code is 1 when the GPU was not held, or its holder has not confirmed in time.',
    )
    .argument('[KEY]', 'key of the GPU', 'gpu_lock:0')
    .addHelpText('after', examples('gpu release', 'gpu release gpu_lock:host-a:1'))
    .action(
      app.action(async ({ gateway, terminal }, key: string): Promise<ExitCode> => {
        const release = gateway.http.POST('/api/v1/monitoring/lock/release', { body: { lock_key: key } });
        const reply = await gateway.take(release);
        terminal.answer(reply, () => reply.message);
        return reply.success ? EXIT.ok : EXIT.failed;
      }),
    );
}

async function watch({ gateway, terminal, signal }: Session, { once = false }: { once?: boolean }): Promise<void> {
  const look = async (): Promise<Gpu[]> => (await gateway.take(gateway.http.GET('/v1/gpus'))).gpus;
  const first = await look();
  if (once || terminal.json || !terminal.isScreen) {
    terminal.answer({ gpus: first }, () => gpuText(terminal, first));
    return;
  }
  const screen = new LiveText(terminal);
  let [told, toldAt] = [first, performance.now()];
  const show = (): void =>
    screen.show(
      gpuText(
        terminal,
        told.map((gpu) => older(gpu, (performance.now() - toldAt) / 1000)),
      ),
    );
  show();
  const passing = setInterval(show, REFRESH_MS);
  const onLost = (): void => terminal.note(LOST);
  try {
    for await (const { type, data } of gateway.live(() => '/ws/monitor', { onLost })) {
      if (type !== 'lock') continue;
      [told, toldAt] = [(data as { gpus: Gpu[] }).gpus, performance.now()];
      show();
    }
  } catch (error) {
    if (!signal.aborted) throw error; // leaving is no failure here
  } finally {
    clearInterval(passing);
  }
}

/** The gateway tells no news when only time passes. */
const older = (gpu: Gpu, seconds: number): Gpu => ({
  ...gpu,
  lock_age: gpu.lock_age === null ? null : gpu.lock_age + seconds,
  waiters: gpu.waiters.map((one) => ({ ...one, waiting_seconds: one.waiting_seconds + seconds })),
});

function gpuText(terminal: Terminal, gpus: Gpu[]): string {
  if (gpus.length === 0) return 'no GPU is announced by a worker';
  const held = gpus.map((gpu): Cell[] => [
    gpu.lock_key,
    gpu.state,
    gpu.lock_holder,
    gpu.task_id,
    gpu.lock_age === null ? null : formatSeconds(gpu.lock_age),
    gpu.waiters.length,
    wellnessCell(terminal, gpu.health.status),
  ]);
  const waiting = gpus.flatMap(({ lock_key, waiters }) =>
    waiters.map((one): Cell[] => [
      lock_key,
      one.position,
      one.task_name,
      one.task_id,
      formatSeconds(one.waiting_seconds),
    ]),
  );
  const issues = gpus.flatMap(({ lock_key, health }) => health.issues.map((issue) => `${lock_key}: ${issue}`));
  return [
    table(terminal, ['GPU', 'STATE', 'HOLDER', 'TASK', 'FOR', 'WAITING', 'HEALTH'], held),
    ...(waiting.length > 0 ? ['', table(terminal, ['GPU', 'PLACE', 'WAITER', 'TASK', 'SINCE'], waiting)] : []),
    ...issues,
  ].join('\n');
}
