import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError, loadConfig } from '@switchyard/config';
import { loadGpuLockSettings, type GpuLockSettings } from '@switchyard/gpu-lock';
import {
  Metrics,
  MetricsModule,
  NestLogger,
  ProbedHealth,
  ProbesModule,
  createLogger,
  type Logger,
} from '@switchyard/observability';
import { Monitor } from './monitor';
import { MonitorSettings } from './monitor.settings';

/** How long the end may take; Redis may be away. */
const END_WITHIN_MS = 10_000;

/** Starts a monitor and keeps it running until SIGTERM or SIGINT; a configuration that cannot be used ends it with 1. */
export async function runMonitor(): Promise<void> {
  try {
    const settings = loadConfig(MonitorSettings);
    await start(settings, loadGpuLockSettings(settings), createLogger('monitor', settings.logLevel));
  } catch (error) {
    const text = error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
}

@Module({})
class MonitorModule {}

async function start(settings: MonitorSettings, gpuSettings: GpuLockSettings, log: Logger): Promise<void> {
  const metrics = new Metrics();
  const monitor = new Monitor(settings, gpuSettings, metrics, log);
  const health = new ProbedHealth();
  health.problems = () => monitor.problems();
  health.started = true; // a monitor that stands by, or waits for Redis, is well
  const root: DynamicModule = {
    module: MonitorModule,
    imports: [MetricsModule.forRoot(metrics), ProbesModule.for(health)],
  };
  const nest = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), {
    logger: new NestLogger(log),
    abortOnError: false,
  });
  endOnSignal(nest, monitor);
  await nest.listen(settings.probePort, settings.probeHost);
  log.info({ event: 'probes.listening', url: await nest.getUrl() });
  await monitor.start();
}

function endOnSignal(nest: NestFastifyApplication, monitor: Monitor): void {
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
    await monitor.stop();
    await nest.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void (ending ??= end()));
}
