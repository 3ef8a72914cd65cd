import 'reflect-metadata';
import type { Class } from '@switchyard/contracts';
import { GpuUnavailableError } from '@switchyard/gpu-lock';
import { bootstrap } from '@switchyard/platform';
import { HandlerMismatchError } from './handlers';
import { runNodeWorker } from './node/run-node-worker';
import { Worker } from './worker';
import { WorkerModule, type WorkerParts } from './worker.module';
import { WorkerSettings } from './worker-settings';

export interface WorkerApp<S extends WorkerSettings> extends WorkerParts {
  /** Its own settings, where it has more than every worker. */
  settings?: Class<S>;
  /** Whether it takes GPUs where there are some; by default, if a task of its service may use one. */
  usesGpus?: (settings: S) => boolean;
}

/** How long giving tasks back may take after the drain; Redis may be away, then heartbeats recover the tasks. */
const GIVE_BACK_SECONDS = 5;

/** Starts a worker and keeps it running until SIGTERM or SIGINT; exits with 1 and a clear word when it cannot start. */
export const runWorker = <S extends WorkerSettings = WorkerSettings>({
  settings = WorkerSettings as Class<S>,
  usesGpus = () => true,
  ...parts
}: WorkerApp<S>): Promise<void> =>
  bootstrap<WorkerSettings>({
    instead: (loaded) => (loaded.nodeGateway === undefined ? undefined : runNodeWorker(parts, loaded)),
    name: `${parts.service}-worker`,
    settings,
    module: (loaded) => WorkerModule.for(parts, loaded, usesGpus(loaded as S)),
    redis: 'patient',
    listen: { host: 'probeHost', port: 'probePort' },
    endWithinSeconds: ({ drainTimeout }) => drainTimeout + GIVE_BACK_SECONDS,
    start: (app) => app.get(Worker).start(),
    plainErrors: [HandlerMismatchError, GpuUnavailableError],
  });
