import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';

const VERBS = ['submit', 'heartbeat', 'request', 'leave', 'result', 'return', 'cancel', 'watch'] as const;

type Verb = (typeof VERBS)[number];

const SCRIPTS = Object.fromEntries(
  VERBS.map((verb) => [verb, new Script(join(__dirname, 'lua', `${verb}.lua`))]),
) as Record<Verb, Script>;

/** The scripts of this library on one Redis; each gets all keys and a seed for the leases that it may give. */
export class NodeScripts {
  private readonly all: string[];

  constructor(
    readonly redis: RedisClient,
    readonly keys: Keys,
  ) {
    this.all = keys.nodeScripts;
  }

  run(verb: Verb, args: (string | number)[]): Promise<unknown> {
    return SCRIPTS[verb].run(this.redis, this.all, [randomBytes(16).toString('hex'), ...args]);
  }
}
