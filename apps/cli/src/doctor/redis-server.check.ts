import { missing, ok, type Finding } from './check';
import { programOutput } from './program-output';

/** A Redis can be started on this machine. */
export const checkRedisServer = async (): Promise<Finding[]> => [
  redisServerFinding(await programOutput('redis-server', ['--version'])),
];

/** What a line such as `Redis server v=7.0.15 sha=00000000:0 …` says; nothing where there is no such program. */
export function redisServerFinding(text: string | undefined): Finding {
  if (text !== undefined) return ok('redis-server', /v=(\S+)/.exec(text)?.[1] ?? 'here');
  return missing(
    'redis-server',
    'not found in PATH',
    'get it with: make setup, apt-get install redis-server or brew install redis',
  );
}
