import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RedisClient } from './redis-connection';

const INCLUDE = /^--#include (\S+)$/gm;

/**
 * A Lua script in a file of its own; one that begins with `#!lua flags=allow-oom` writes also where Redis is full, because it keeps
 * alive or ends what is there already. `--#include common.lua` puts in a file that lies beside it, or one that all libraries
 * share (`libs/redis/src/lua`). Lists that never change are put in by their names, because each argument of a call costs
 * something: `__FIELDS__` becomes `'a', 'b'`.
 */
export class Script {
  private readonly source: string;
  private readonly sha: string;

  constructor(file: string, lists: Record<string, readonly string[]> = {}) {
    this.source = Object.entries(lists).reduce(
      (source, [name, words]) => source.replaceAll(`__${name}__`, words.map((word) => `'${word}'`).join(', ')),
      read(file),
    );
    this.sha = createHash('sha1').update(this.source).digest('hex');
  }

  /** Runs by hash; sends the source once where Redis does not know it, also after a restart. */
  async run(client: RedisClient, keys: string[], args: (string | number)[]): Promise<unknown> {
    try {
      return await client.evalsha(this.sha, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return client.eval(this.source, keys.length, ...keys, ...args);
    }
  }
}

const SHARED = join(__dirname, 'lua');

const read = (file: string): string =>
  readFileSync(file, 'utf8').replace(INCLUDE, (_line, name: string) => {
    const beside = join(dirname(file), name);
    return read(existsSync(beside) ? beside : join(SHARED, name));
  });
