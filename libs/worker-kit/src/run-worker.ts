import 'reflect-metadata';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError, loadConfig } from '@switchyard/config';
import type { Class, ServiceName } from '@switchyard/contracts';
import { createLogger, type Logger } from '@switchyard/observability';
import { HandlerExplorer, HandlerMismatchError } from './handlers';
import { Worker } from './worker';
import type { WorkerSettings } from './worker-settings';

export interface WorkerApp<S extends WorkerSettings> {
  service: ServiceName;
  module: Type;
  settings: Class<S>;
}

/** The settings of the app, for its providers: `@Inject(SETTINGS)`. */
export const SETTINGS = Symbol('settings');
export const LOGGER = Symbol('logger');

/** Starts a worker and keeps it running until SIGTERM or SIGINT; exits with 1 and a clear word when it cannot start. */
export async function runWorker<S extends WorkerSettings>(app: WorkerApp<S>): Promise<void> {
  let log: Logger | undefined;
  try {
    const settings = loadConfig(app.settings);
    log = createLogger(`${app.service}-worker`, settings.logLevel);
    await start(app, settings, log);
  } catch (error) {
    const known = error instanceof ConfigError || error instanceof HandlerMismatchError;
    process.stderr.write(`${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
    process.exit(1);
  }
}

async function start<S extends WorkerSettings>(app: WorkerApp<S>, settings: S, log: Logger): Promise<void> {
  const nest = await NestFactory.create<NestFastifyApplication>(rootModule(app, settings, log), new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  await nest.init();
  const explorer = nest.get(HandlerExplorer);
  const handlers = explorer.handlersOf(app.service);
  const needs = explorer.needs();
  const worker = new Worker({ service: app.service, version: '0.1.0', settings, handlers, needs, log });
  endOnSignal(nest, worker);
  await nest.listen(settings.probePort, settings.probeHost);
  await worker.start();
}

function rootModule<S extends WorkerSettings>(app: WorkerApp<S>, settings: S, log: Logger): DynamicModule {
  @Module({})
  class WorkerRootModule {}
  const shared: DynamicModule = {
    module: class SharedModule {},
    global: true,
    providers: [
      { provide: SETTINGS, useValue: settings },
      { provide: app.settings, useValue: settings },
      { provide: LOGGER, useValue: log },
    ],
    exports: [SETTINGS, app.settings, LOGGER],
  };
  return { module: WorkerRootModule, imports: [shared, DiscoveryModule, app.module], providers: [HandlerExplorer] };
}

function endOnSignal(nest: NestFastifyApplication, worker: Worker): void {
  const end = async (): Promise<void> => {
    await worker.drain();
    await nest.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());
}
