import type { Keys, RedisClient } from '@switchyard/redis';

const KEPT = 10_000;

/** Who asked for what, and what came of it. */
export interface AuditEntry {
  /** `local` while there are no API keys. */
  actor: string;
  action: string;
  target: string;
  result: string;
}

/** Audit log of irreversible operator actions; keeps about the newest ten thousand. */
export class AuditLog {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  async write({ actor, action, target, result }: AuditEntry): Promise<void> {
    const fields = ['actor', actor, 'action', action, 'target', target, 'result', result];
    await this.redis.xadd(this.keys.auditLog, 'MAXLEN', '~', KEPT, '*', ...fields);
  }

  /** Newest first. */
  async read(limit: number): Promise<(AuditEntry & { at: number })[]> {
    const entries = await this.redis.xrevrange(this.keys.auditLog, '+', '-', 'COUNT', limit);
    return entries.map(([id, flat]) => {
      const field = (name: string): string => flat[flat.indexOf(name) + 1] ?? '';
      const at = Number.parseInt(id, 10);
      return { at, actor: field('actor'), action: field('action'), target: field('target'), result: field('result') };
    });
  }
}
