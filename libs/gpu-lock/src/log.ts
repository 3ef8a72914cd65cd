/** Where events of the lock are told; a pino logger fits. */
export interface GpuLockLog {
  info(facts: object): void;
  warn(facts: object): void;
}
