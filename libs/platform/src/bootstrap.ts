import { Module, type DynamicModule, type OnApplicationShutdown, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError, loadConfig, variableOf, type CommonSettings } from '@switchyard/config';
import { httpStatusOf, type Class } from '@switchyard/contracts';
import { createLogger, endTracing, startTracing, type Logger } from '@switchyard/observability';
import type { Patience } from '@switchyard/redis';
import type { FastifyInstance } from 'fastify';
import { createApplication } from './application';
import { LOOPBACK_HOSTS, strangeOrigin } from './http/strange-origin';
import { HostWatch } from './host/host-watch';
import { PlatformModule } from './platform.module';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

type FieldOf<S, V> = { [K in keyof S]: S[K] extends V ? K : never }[keyof S] & string;

/** What makes one app of the platform. */
export interface Application<S extends CommonSettings> {
  /** As its log lines name it. */
  name: string;
  settings: Class<S>;
  /** Its own part; all that `PlatformModule` provides can be injected there. */
  module: (settings: S) => Type | DynamicModule | Promise<DynamicModule>;
  redis: Patience;
  /** Runs the app in another way where its settings ask for that. */
  instead?: (settings: S) => Promise<void> | undefined;
  /** The settings that say where its API or its probes listen. */
  listen: { host: FieldOf<S, string>; port: FieldOf<S, number> };
  /** Time between a signal and the end of the process, whatever is still going on. */
  endWithinSeconds: (settings: S) => number;
  /** Throws a ConfigError for settings that only together make no sense. */
  refuse?: (settings: S) => void;
  /** Makes the Nest application, where the standard one is not enough. */
  create?: (root: DynamicModule, settings: S, log: Logger) => Promise<NestFastifyApplication>;
  /** Begins the work of the app, once its probes answer. */
  start?: (app: NestFastifyApplication) => Promise<void>;
  /** Errors of a start whose message tells a person enough; others are shown with their stack. */
  plainErrors?: readonly (abstract new (...facts: never[]) => Error)[];
}

/**
 * Starts an app and keeps it running until SIGTERM or SIGINT; exits with 1 and a clear word when it cannot start.
 * Nest's shutdown hooks end it: work ends in `beforeApplicationShutdown`, while its probes still answer.
 */
export async function bootstrap<S extends CommonSettings>(application: Application<S>): Promise<void> {
  try {
    const settings = loadConfig(application.settings);
    application.refuse?.(settings);
    const other = application.instead?.(settings);
    if (other) return await other;
    await startTracing(application.name, settings.otelExporterOtlpEndpoint);
    await run(application, settings, createLogger(application.name, settings.logLevel));
  } catch (error) {
    process.stderr.write(`${wordOf(error, application)}\n`);
    process.exit(1);
  }
}

async function run<S extends CommonSettings>(application: Application<S>, settings: S, log: Logger): Promise<void> {
  const { module, redis, listen, create } = application;
  const root = {
    module: RootModule,
    imports: [PlatformModule.forRoot(settings, { log, redis }), await module(settings)],
  };
  const host = settings[listen.host] as string;
  const app = await (create ? create(root, settings, log) : probed(root, host, log));
  const ending = endOnSignal(app, application.endWithinSeconds(settings) * 1000);
  try {
    await app.listen(settings[listen.port] as number, host);
    log.info({ event: 'http.listening', url: await app.getUrl() });
    await application.start?.(app);
    if (!ending()) app.get(HostWatch).begin();
  } catch (error) {
    if (!ending()) throw error; // a start that a signal interrupts may fail in any way
  }
}

@Module({})
class RootModule implements OnApplicationShutdown {
  onApplicationShutdown(): Promise<void> {
    return endTracing();
  }
}

/** An application that serves nothing but probes and metrics; on a network they may have any name. */
async function probed(root: DynamicModule, host: string, log: Logger): Promise<NestFastifyApplication> {
  const app = await createApplication(root, log);
  if (!LOOPBACK_HOSTS.includes(host)) return app;
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    const strange = strangeOrigin(request.headers);
    if (strange) void reply.status(httpStatusOf(strange)).send(strange.toEnvelope());
    else done();
  });
  return app;
}

/** A second signal, as a terminal and a supervisor together send it, must not cut the shutdown short. */
function endOnSignal(app: NestFastifyApplication, withinMs: number): () => boolean {
  let ending = false;
  app.enableShutdownHooks([...SIGNALS], { useProcessExit: true });
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (!ending) setTimeout(() => process.exit(1), withinMs).unref();
      ending = true;
    });
  return () => ending;
}

function wordOf<S extends CommonSettings>(error: unknown, { listen, plainErrors = [] }: Application<S>): string {
  if (!(error instanceof Error)) return String(error);
  if ([ConfigError, ...plainErrors].some((type) => error instanceof type)) return error.message;
  if ('code' in error && error.code === 'EADDRINUSE')
    return `${error.message}; set ${variableOf(listen.port)} to a free port`;
  return error.stack ?? error.message;
}
