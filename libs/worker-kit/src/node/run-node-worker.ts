import { NestFactory } from '@nestjs/core';
import { NestLogger, createLogger } from '@switchyard/observability';
import { Worker } from '../worker';
import type { WorkerParts } from '../worker.module';
import type { WorkerSettings } from '../worker-settings';
import { NodeShare } from './node-share';
import { NodeWorkerModule } from './node-worker.module';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** Time to tell the gateway what became of a task. Where it does not answer, it finds out by the missing heartbeats. */
const TELL_MS = 8000;

/** Runs the worker of a service on a node until a signal, or the end of the agent that started it. */
export async function runNodeWorker(parts: WorkerParts, settings: WorkerSettings): Promise<void> {
  const log = createLogger(`${parts.service}-worker`, settings.logLevel);
  const module = NodeWorkerModule.for(parts, settings, log);
  const app = await NestFactory.createApplicationContext(module, { logger: new NestLogger(log), abortOnError: false });
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), settings.drainTimeout * 1000 + TELL_MS).unref();
    void app
      .close()
      .then(() => app.get(NodeShare).remove())
      .catch((error: unknown) => log.error({ event: 'worker.end_failed', error: String(error) }))
      .finally(() => process.exit(0));
  };
  for (const signal of SIGNALS) process.on(signal, end);
  process.on('disconnect', end);
  await app.get(Worker).start();
}
