import pino, { type DestinationStream, type Logger } from 'pino';

import { isTracing, traceFacts } from './tracing';

export type { Logger } from 'pino';

/** The logger is an interface, so it is injected by name: `@Inject(LOGGER) private readonly log: Logger`. */
export const LOGGER = Symbol('logger');

/** JSON lines to stdout: `{level, time, app, event, …facts}`. */
export const createLogger = (app: string, level: string): Logger =>
  pino(
    {
      level,
      base: { app },
      ...(isTracing() ? { mixin: traceFacts } : {}),
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    (stdout ??= new LinesOfATurn()),
  );

/** All loggers of a process write to one place, in the order of their lines. */
let stdout: LinesOfATurn | undefined;

/** Writes the lines of one turn of the event loop together: a system call a line costs more than all else about it. */
class LinesOfATurn implements DestinationStream {
  private readonly stdout = pino.destination({ fd: 1, sync: true });
  private lines = '';

  constructor() {
    process.on('exit', () => this.flush());
  }

  write(line: string): void {
    if (this.lines === '') setImmediate(() => this.flush());
    this.lines += line;
  }

  private flush(): void {
    if (this.lines === '') return;
    this.stdout.write(this.lines);
    this.lines = '';
  }
}
