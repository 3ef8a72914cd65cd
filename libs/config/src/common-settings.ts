import { ChoiceField, IntegerField, NumberField, TextField } from '@switchyard/contracts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** What every app needs to know. */
export class CommonSettings {
  @TextField({ description: 'Redis that holds state and queues' })
  redisUrl = 'redis://127.0.0.1:6379';

  @TextField({
    description: 'prefix of every Redis key; lets several installations share one Redis',
    minLength: 0,
    optional: true,
  })
  keyPrefix = '';

  @TextField({ description: 'directory that `/share` in a path means; shared by gateway and workers' })
  shareRoot = './.switchyard/share';

  @ChoiceField(LOG_LEVELS, { description: 'least level that is logged' })
  logLevel: (typeof LOG_LEVELS)[number] = 'info';

  @TextField({
    description:
      'OTLP endpoint that traces are sent to by HTTP, e.g. `http://127.0.0.1:4318`; without it there are none',
    pattern: /^https?:\/\//,
    patternMessage: 'must be an http or https address',
    optional: true,
  })
  otelExporterOtlpEndpoint?: string;

  @NumberField({
    description: 'time between two heartbeats of a running task',
    unit: 'seconds',
    minimum: 0.05,
    maximum: 60,
  })
  heartbeatInterval = 10;

  @NumberField({
    description: 'time without a heartbeat after which an attempt counts as dead',
    unit: 'seconds',
    minimum: 0.2,
    maximum: 3600,
  })
  heartbeatTimeout = 120;

  @IntegerField({
    description: 'deaths of its engine, or of a worker in which it ran alone, after which an input is not tried again',
    minimum: 1,
    maximum: 1000,
  })
  poisonLimit = 3;

  @IntegerField({ description: 'newest events kept per task', minimum: 10, maximum: 100_000 })
  eventsMax = 1000;

  @IntegerField({
    description: 'time the record and files of a finished workflow are kept',
    unit: 'seconds',
    minimum: 1,
  })
  stateTtl = 604_800;
}
