import pino, { type Logger } from 'pino';

export type { Logger } from 'pino';

/** JSON lines to stdout: `{level, time, app, event, …facts}`. */
export const createLogger = (app: string, level: string): Logger =>
  pino({
    level,
    base: { app },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
