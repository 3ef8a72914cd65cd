import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own talk at boot, one line per route and module. */
const CHATTY = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Nest's log lines in the form of ours; Nest gives its context as the last argument. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    this.write(typeof context === 'string' && CHATTY.has(context) ? 'debug' : 'info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  private write(level: Level, message: unknown, rest: unknown[]): void {
    const facts = { event: 'nest', ...contextOf(rest), ...errorOf(message) };
    this.logger[level](facts, message instanceof Error ? message.message : String(message));
  }
}

function contextOf(rest: unknown[]): Record<string, unknown> {
  const texts = rest.filter((item) => typeof item === 'string');
  const stack = texts.find((text) => text.includes('\n    at '));
  const context = texts.findLast((text) => text !== stack);
  return { ...(context ? { context } : {}), ...(stack ? { stack } : {}) };
}

const errorOf = (message: unknown): Record<string, unknown> => (message instanceof Error ? { err: message } : {});
