import 'reflect-metadata';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError, loadConfig } from '@switchyard/config';
import type { Class, ServiceName } from '@switchyard/contracts';
import {
  Metrics,
  MetricsModule,
  NestLogger,
  ProbedHealth,
  ProbesModule,
  createLogger,
  type Logger,
} from '@switchyard/observability';
import { GpuUnavailableError, discoverGpus, loadGpuLockSettings } from '@switchyard/gpu-lock';
import type { WorkerGpus } from './gpu/gpu-side';
import { refuseUnknownGpus } from './gpu/wanted-gpus';
import { HandlerExplorer, HandlerMismatchError, type Handler } from './handlers';
import { version } from '../package.json';
import { Worker } from './worker';
import type { WorkerSettings } from './worker-settings';

export interface WorkerApp<S extends WorkerSettings> {
  service: ServiceName;
  module: Type;
  settings: Class<S>;
}

/** The logger, for the providers of an app: `@Inject(LOGGER)`. Its settings are injected by their class. */
export const LOGGER = Symbol('logger');

/** Starts a worker and keeps it running until SIGTERM or SIGINT; exits with 1 and a clear word when it cannot start. */
export async function runWorker<S extends WorkerSettings>(app: WorkerApp<S>): Promise<void> {
  let log: Logger | undefined;
  try {
    const settings = loadConfig(app.settings);
    log = createLogger(`${app.service}-worker`, settings.logLevel);
    await start(app, settings, log);
  } catch (error) {
    const known = [ConfigError, HandlerMismatchError, GpuUnavailableError].some((type) => error instanceof type);
    process.stderr.write(
      `${known ? (error as Error).message : String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exit(1);
  }
}

async function start<S extends WorkerSettings>(app: WorkerApp<S>, settings: S, log: Logger): Promise<void> {
  const health = new ProbedHealth();
  const metrics = new Metrics();
  const platform = [
    MetricsModule.forRoot(metrics),
    ProbesModule.for(health),
    settingsModule(app.settings, settings, log),
  ];
  const root: DynamicModule = {
    module: WorkerRootModule,
    imports: [...platform, DiscoveryModule, app.module],
    providers: [HandlerExplorer],
  };
  const nest = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), {
    logger: new NestLogger(log),
    abortOnError: false,
  });
  await nest.init();
  const explorer = nest.get(HandlerExplorer);
  const handlers = explorer.handlersOf(app.service);
  const gpus = await gpusFor(handlers, explorer.pools(), settings);
  const parts = { service: app.service, version, settings, handlers, needs: explorer.needs(), gpus, metrics, log };
  const worker = new Worker(parts);
  health.problems = () => worker.problems;
  endOnSignal(nest, worker, settings.drainTimeout);
  await nest.listen(settings.probePort, settings.probeHost);
  log.info({ event: 'probes.listening', url: await nest.getUrl() });
  await worker.start();
  health.started = true;
}

/** GPUs are looked for only where methods want them; one that a method names has to be there. */
async function gpusFor(
  handlers: Map<string, Handler>,
  pools: WorkerGpus['pools'],
  common: WorkerSettings,
): Promise<WorkerGpus> {
  const settings = loadGpuLockSettings(common);
  const wanted = [...handlers.values()].some(({ gpu }) => gpu);
  const devices = wanted ? await discoverGpus(settings) : [];
  refuseUnknownGpus(handlers.values(), devices);
  return { settings, pools, devices };
}

@Module({})
class WorkerRootModule {}

@Module({})
class SettingsModule {}

const settingsModule = <S extends object>(type: Class<S>, settings: S, log: Logger): DynamicModule => ({
  module: SettingsModule,
  global: true,
  providers: [
    { provide: type, useValue: settings },
    { provide: LOGGER, useValue: log },
  ],
  exports: [type, LOGGER],
});

/** How long giving tasks back may take after the drain; Redis may be away, then heartbeats recover the tasks. */
const GIVE_BACK_SECONDS = 5;

/** A second signal, as a terminal and a supervisor together send it, must not cut the drain short. */
function endOnSignal(nest: NestFastifyApplication, worker: Worker, drainSeconds: number): void {
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(1), (drainSeconds + GIVE_BACK_SECONDS) * 1000).unref();
    await worker.drain();
    await nest.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void (ending ??= end()));
}
